import { expect } from 'chai';
import { textOf, type Given } from './rendering.ts';

const given: Given = {
  a: 'x',
  n: 5,
  l: [3, 1, 2],
  o: { x: 1, y: { z: 'q' } },
  name: 'abc',
  t: 'The quick brown-fox jumps over the lazy dog',
  f: 2.5,
  e: '',
  b: true,
  objs: [
    { k: 'b', v: 1 },
    { k: 'A', v: 2 },
    { k: 'b', v: 3 },
  ],
  em: 'a\u{1f600}b',
};

/** Each line as Jinja2 3.1 renders it, but that true, false and null are written as JSON has them and null as nothing. */
const table: readonly (readonly [template: string, text: string])[] = [
  [
    '{{ 5 % 3 }} {{ -5 % 3 }} {{ 5 % -3 }} {{ -5 // 3 }} {{ 5.5 // 2 }} {{ 1 / 3 }} {{ 2 ** -1 }} {{ 2.0 * 3 }} {{ 1e3 }} {{ 0x1F }} {{ 1_000 }}',
    '2 1 -1 -2 2.0 0.3333333333333333 0.5 6.0 1000.0 31 1000',
  ],
  [
    '{{ 1 < 2 < 3 }} {{ 1 < 2 > 3 }} {{ 1 == 1.0 }} {{ "a" < "b" }} {{ not 1 == 2 }} {{ 1 in [1,2] }} {{ 3 not in [1,2] }} {{ "a" in "abc" }} {{ "x" in o }}',
    'true false true true true true true true true',
  ],
  [
    '{{ n is odd }} {{ n is divisibleby 5 }} {{ n is divisibleby(2) }} {{ zz is defined }} {{ a is string and n is number }} {{ o is mapping }} {{ l is iterable }} {{ n is sameas n }} {{ 2 is in [1,2] }} {{ not n is even }}',
    'true true false false true true true true true true',
  ],
  [
    '{{ l[0] }} {{ l[-1] }} {{ name[1:] }} {{ name[::-1] }} {{ name[-2:] }} {{ name[5:9] }} {{ l[:2]|join }} {{ l[::2]|join }} {{ l[-1:0:-1]|join }} {{ em[1:2] }} {{ em|length }} {{ em|reverse }}',
    '3 2 bc cba bc  31 32 21 😀 3 b😀a',
  ],
  [
    '{{ t|title }} {{ t|capitalize }} {{ "hELLO wORLD"|capitalize }} {{ "foo-bar (baz) it\'s"|title }}',
    "The Quick Brown-Fox Jumps Over The Lazy Dog The quick brown-fox jumps over the lazy dog Hello world Foo-Bar (Baz) It's",
  ],
  [
    '{{ t|truncate(20) }}/{{ t|truncate(20, true) }}/{{ t|truncate(20, false, "!") }}/{{ t|truncate(40) }}/{{ "short"|truncate(3,true,\'\',0) }}',
    'The quick.../The quick brown-f.../The quick!/The quick brown-fox jumps over the lazy dog/sho',
  ],
  ['{{ "a b a"|replace("a","c") }} {{ "aaa"|replace("a","b",2) }} {{ "abc".replace("","-") }}', 'c b c bba -a-b-c-'],
  [
    '{{ "12"|int }} {{ "12.7"|int }} {{ "x"|int(7) }} {{ "1f"|int(0,16) }} {{ "0x1f"|int(0,16) }} {{ 3.9|int }} {{ " 4 "|int }} {{ "-3"|int }} {{ b|int }}',
    '12 12 7 31 31 3 4 -3 1',
  ],
  ['{{ "1.5"|float }} {{ 3|float }} {{ "x"|float(1.5) }} {{ "1e3"|float }}', '1.5 3.0 1.5 1000.0'],
  [
    '{{ l|sort|join(",") }} {{ l|sort(reverse=true)|join(",") }} {{ ["b","A","c"]|sort|join }} {{ ["b","A","c"]|sort(case_sensitive=true)|join }} {{ objs|sort(attribute="k")|map(attribute="v")|join }} {{ objs|sort(attribute="k,v",reverse=true)|map(attribute="v")|join }}',
    '1,2,3 3,2,1 Abc Abc 213 312',
  ],
  [
    '{{ [1,2,1,"a","A"]|unique|join(",") }} {{ objs|map(attribute="k")|unique|join }} {{ objs|unique(attribute="k")|map(attribute="v")|join }}',
    '1,2,a bA 12',
  ],
  [
    '{{ l|min }} {{ l|max }} {{ l|sum }} {{ objs|sum(attribute="v") }} {{ objs|sum("v", 10) }} {{ l|first }} {{ l|last }} {{ l|length }} {{ l|count }}',
    '1 3 6 6 16 3 2 3 3',
  ],
  [
    '{{ 2.5|round }} {{ 3.5|round }} {{ 2.675|round(2) }} {{ 42.55|round(1,"floor") }} {{ 42.51|round(0,"ceil") }} {{ 4.35|round(1) }} {{ 1234|round(-2) }} {{ 0.125|round(2) }} {{ -2.5|round }}',
    '2.0 4.0 2.67 42.5 43.0 4.3 1200 0.12 -2.0',
  ],
  ['{{ "x"|center(5) }}|{{ "x"|center(4) }}|{{ "xx"|center(5) }}|{{ "xx"|center(7) }}|', '  x  | x  |  xx |   xx  |'],
  [
    '{{ "a\\nb\\n\\nc"|indent }}|{{ "a\\nb\\n\\nc"|indent(2,true,true) }}|{{ "a\\nb"|indent("> ") }}',
    'a\n    b\n\n    c|  a\n  b\n  \n  c|a\n> b',
  ],
  [
    '{{ t|wordwrap(10) }}|{{ "aaaaaaaaaaaaaaaaaaaaaaaaa bb"|wordwrap(10) }}|{{ t|wordwrap(15,false,"#") }}|{{ "x  y   z"|wordwrap(4) }}',
    'The quick\nbrown-fox\njumps over\nthe lazy\ndog|aaaaaaaaaa\naaaaaaaaaa\naaaaa bb|The quick#brown-fox jumps#over the lazy#dog|x  y\nz',
  ],
  [
    '{{ l|batch(2)|map("join","-")|join("|") }} {{ l|batch(2,"x")|map("join","-")|join("|") }} {{ l|slice(2)|map("join","-")|join("|") }} {{ [1,2,3,4,5]|slice(3,"x")|map("join","-")|join("|") }}',
    '3-1|2 3-1|2-x 3-1|2 1-2|3-4|5-x',
  ],
  [
    '{{ "%s|%5s|%-5s|%05d|%.2f|%x|%%"|format("a","b","c",42,3.14159,255) }} {{ "%(a)s"|format(a=1) }} {{ "%+d"|format(3) }} {{ "%e"|format(12345.678) }}',
    'a|    b|c    |00042|3.14|ff|% 1 +3 1.234568e+04',
  ],
  [
    '{{ "{} {1}".format("a","b") if false else "{0} {1} {x}".format("a","b",x=3) }} {{ "{:>5}|{:<5}|{:^5}|{:05d}|{:.2f}|{:,}".format("a","b","c",42,3.14159,1234567) }} {{ "{:x^7}|{:+d}".format("ab",5) }}',
    'a b 3     a|b    |  c  |00042|3.14|1,234,567 xxabxxx|+5',
  ],
  [
    '{{ "a b&c/d?e=ü~-_.!\'()*"|urlencode }} {{ {"a b":"c&d"}|urlencode }}',
    'a%20b%26c/d%3Fe%3D%C3%BC~-_.%21%27%28%29%2A a+b=c%26d',
  ],
  ['{% for k, g in objs|groupby("k") %}{{ k }}:{{ g|map(attribute="v")|join(",") }};{% endfor %}', 'A:2;b:1,3;'],
  [
    '{% for k, v in o|dictsort %}{{ k }},{% endfor %}{% for k, v in o.items() %}{{ k }};{% endfor %}{% for k in o %}{{ k }}!{% endfor %}',
    'x,y,x;y;x!y!',
  ],
  [
    '{% for i in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.cycle("a","b") }}{{ loop.depth }} {% endfor %}',
    '1032truefalse3a1 2121falsefalse3b1 3210falsetrue3a1 ',
  ],
  [
    '{% for i in [] %}x{% else %}none{% endfor %}{% for i in l if i > 5 %}x{% else %}none2{% endfor %}{% for a, b in [[1,2],[3,4]] %}{{ a }}{{ b }}{% endfor %}',
    'nonenone21234',
  ],
  [
    '{% for i in range(3) %}{{ i }}{% endfor %} {{ range(2,8,2)|list|join(",") }} {{ range(5,0,-2)|join(",") }} {{ range(0)|list|length }}',
    '012 2,4,6 5,3,1 0',
  ],
  [
    '{% if n > 3 %}A{% elif n > 2 %}B{% else %}C{% endif %}{% if not e %}empty{% endif %}{{ "y" if e else "z" }}{{ "q" if n }}',
    'Aemptyzq',
  ],
  [
    '{% macro m(x, y=2) %}[{{ x }}-{{ y }}{{ caller() if caller is defined }}]{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(y=5, x=4) }}{% call m(9) %}in{% endcall %}',
    '[1-2][1-3][4-5][9-2in]',
  ],
  [
    '{% set a, b2 = 1, 2 %}{{ a }}{{ b2 }}{% set c %}x{{ a }}y{% endset %}{{ c|upper }}{% set d | upper %}abc{% endset %}{{ d }}',
    '12X1YABC',
  ],
  [
    '{% set v = 1 %}{% if true %}{% set v = 2 %}{% endif %}{{ v }}{% for i in [1] %}{% set v = 3 %}{% endfor %}{{ v }}{% with v = 4, w = v %}{{ v }}{{ w }}{% endwith %}{{ v }}',
    '22422',
  ],
  ['{% filter upper %}abc {{ a }}{% endfilter %}{# comment #}{% raw %}{{ x }}{% endraw %}', 'ABC X{{ x }}'],
  ['  a  {%- if true -%}  b  {%- endif -%}  c {{- 1 -}} d {#- c -#} e', '  abc1de'],
  ['{% raw -%}  {{ x }}  {%- endraw -%}  end', '{{ x }}end'],
  ['x{%+ if true %}y{% endif +%}z', 'xyz'],
  ['{{ "a" "b" }}{{ \'it\'\'s\' }}{{ "\\x41\\u00e9\\n\\t\\\\" }}{{ "\\d" }}', 'abitsAé\n\t\\\\d'],
  ['{{ (1,) | length }}{{ ()|length }}{{ [1,2,]|length }}{{ {"a":1,}|length }}{{ {a: 1}["x"] }}', '10211'],
  [
    '{{ "a-b".split("-")[1] }}{{ "a b  c".split() | join("|") }}{{ "a,b,c".split(",",1)|join("|") }}{{ "a,b,c".rsplit(",",1)|join("|") }}{{ " a b c ".split(None, 1)|join("|") }}{{ " a b c ".rsplit(None, 1)|join("|") }}',
    'ba|b|ca|b,ca,b|ca|b c  a b|c',
  ],
  [
    '{{ "abc".startswith("a") }}{{ "abc".endswith(("x","c")) }}{{ "  x ".strip() }}|{{ "xxaxx".strip("x") }}{{ "xxa".lstrip("x") }}{{ "abc".find("c") }}{{ "abc".index("b") }}{{ "aXbX".count("X") }}{{ "7".zfill(3) }}{{ "-7".zfill(4) }}{{ "a".ljust(3) }}|{{ "a".rjust(3,"0") }}{{ "ab".center(5,"*") }}',
    'truetruex|aa212007-007a  |00a**ab*',
  ],
  [
    '{{ "ab cd".title() }}{{ "aBc".swapcase() }}{{ "12".isdigit() }}{{ "a".isalpha() }}{{ ",".join(["a","b"]) }}{{ "a=b=c".partition("=")|join("|") }}{{ "a=b=c".rpartition("=")|join("|") }}{{ "prefix-x".removeprefix("prefix-") }}{{ "a\\nb".splitlines()|join("|") }}',
    'Ab CdAbCtruetruea,ba|=|b=ca=b|=|cxa|b',
  ],
  [
    '{{ o.get("x") }}{{ o.get("q", 7) }}{{ o.keys()|join(",") }}{{ {"a":1,"b":2}.values()|join(",") }}{{ o["y"]["z"] }}{{ o.y.z }}{{ l.0 }}{{ l.index(1) }}{{ l.count(1) }}',
    '17x,y1,2qq311',
  ],
  [
    '{{ zz|default("d") }}{{ e|default("d") }}{{ e|default("d", true) }}{{ e|d("d", boolean=true) }}{{ o.q|default("m") }}{{ zz|default }}',
    'dddm',
  ],
  [
    '{{ [1,2]|map("string")|join("+") }}{{ ["a"]|map("upper")|first }}{{ [1,2,3,4]|select("odd")|join }}{{ [1,2,3,4]|reject("odd")|join }}{{ [0,1,""]|select|list|length }}{{ objs|selectattr("v","gt",1)|list|length }}{{ objs|rejectattr("k","eq","b")|map(attribute="v")|join }}{{ objs|map(attribute="q",default="-")|join }}',
    '1+2A1324122---',
  ],
  [
    '{{ [1,[2]]==[1,[2]] }}{{ {"a":1}=={"a":1.0} }}{{ "1"==1 }}{{ true==1 }}{{ [1,2]<[1,3] }}{{ (1 and 0) or "x" }}{{ 0 or 5 }}{{ "" and 1 }}{{ "a" and "b" }}',
    'truetruefalsetruetruex5b',
  ],
  [
    '{{ "x y z"|wordcount }}{{ "<b>"|safe }}{{ "abc"|list|join("-") }}{{ "abc"|first }}{{ "abc"|last }}{{ 1 if 1 else 2 if 3 else 4 }}{{ l|reverse|join }}{{ "ab"|upper|lower }}{{ " x "|trim }}|{{ "xax"|trim("x") }}',
    '3<b>a-b-cac1213abx|a',
  ],
  [
    '{% set ns = namespace(t=0) %}{% for i in l %}{% set ns.t = ns.t + i %}{% endfor %}{{ ns.t }}{{ dict(a=1, b=2).b }}{{ dict({"q":1}).q }}',
    '621',
  ],
  [
    '{% for i in l %}{{ loop.previtem|default("-") }}{{ loop.nextitem|default("-") }}{% endfor %}{% for x in l %}{% for y in l %}{{ loop.depth }}{% endfor %}{% endfor %}',
    '-1321-111111111',
  ],
  [
    '{{ 1 if n > 3 and a == "x" or false else 0 }}{{ n in [5] and n not in [6] }}{{ not a in ["y"] }}{{ a ~ n ~ f }}{{ 1 ~ none is none }}',
    '1truetruex52.51true',
  ],
  [
    '{{ 5 is number }}{{ true is number }}{{ 5 is integer }}{{ 5.0 is float }}{{ true is boolean }}{{ none is none }}{{ "A" is upper }}{{ "a" is lower }}{{ 1 is lt 2 }}{{ 3 is ge(3) }}{{ [1] is sequence }}{{ n is eq 5 }}',
    'truetruetruetruetruetruetruetruetruetruetruetrue',
  ],
  ['{{ "%d"|format(3.99) }}{{ "%5.1f|"|format(2.25) }}{{ "%s"|format("x") }}{{ "%g"|format(0.5) }}', '3  2.2|x0.5'],
  [
    '{{ 6.0 }}{{ 10 / 4 }}{{ 10 / 5 }}{{ 7 // 2.0 }}{{ 2 ** 0.5 > 1.41 }}{{ 1.5 + 1.5 }}{{ 3 * 1.0 }}{{ 7 % 2.5 }}{{ 1e3 }}{{ 2.50 }}',
    '6.02.52.03.0true3.03.02.01000.02.5',
  ],
  [
    '{{ l | join(", ") if l else "nothing" }}{% if l|length > 2 and "x" == a %}yes{% endif %}{% if (a == "x") and not (n == 4) %}ok{% endif %}',
    '3, 1, 2yesok',
  ],
  [
    '{%- macro col(n) -%} "{{ n }}" {%- endmacro -%}{% for i in [1,2] -%}{{ col(i) }}{{ "," if not loop.last }}{%- endfor %}',
    '"1","2"',
  ],
  ['{{ "it\'s" ~ \'q"q\' }}{{ "a\\"b" }}{{ \'a\\\'b\' }}{{ "tab\\there" }}', 'it\'sq"qa"ba\'btab\there'],
  [
    '{{ o | length }}{{ o | list | join }}{{ o | items | list | length }}{{ o["x"] + 1 }}{{ (o.x + 1) * 2 }}{{ l | map("int") | sum }}{{ ["1","2"] | map("int") | sum }}',
    '2xy22463',
  ],
];

describe('templates as Jinja2 renders them', () => {
  for (const [template, text] of table) {
    it(template, () => {
      expect(textOf(template, given)).to.equal(text);
    });
  }
});
