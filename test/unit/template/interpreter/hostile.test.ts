import { expect } from 'chai';
import { valueOf } from '../rendering.ts';

function times(text: string, amount: number): string {
  return text.repeat(amount);
}

describe('templates that reach for the machine', () => {
  const names = { o: { constructor: 'own' }, s: 'text', l: [1] };
  const attempts: readonly (readonly [template: string, outcome: unknown])[] = [
    ['{{ o.constructor }}', 'own'],
    ['{{ "".constructor }}', ['template/undefined 1:4 a text has no member "constructor"']],
    ['{{ s["constr" + "uctor"] }}', ['template/undefined 1:4 "s" is a text and has no member "constructor"']],
    ['{{ s[["constructor"]] }}', ['template/undefined 1:4 "s" is a text and has no member by a list']],
    ['{{ l.__proto__ }}', ['template/undefined 1:4 "l" is a list and has no member "__proto__"']],
    ['{{ {}.__proto__ }}', ['template/undefined 1:4 the map has no member "__proto__"']],
    ['{{ s.constructor("return 1") }}', ['template/unknown-filter 1:6 a text has no method "constructor"']],
    [
      '{{ s.constructor("return 1")() }}',
      ['template/wrong-argument 1:4 only functions, macros and methods can be called'],
    ],
    ['{{ o.constructor() }}', ['template/unknown-filter 1:6 a map has no method "constructor"']],
    ['{{ o.hasOwnProperty("x") }}', ['template/unknown-filter 1:6 a map has no method "hasOwnProperty"']],
    ['{{ range.constructor }}', ['template/undefined 1:4 "range" is not defined (it is a function: write `range()`)']],
    ['{{ o | attr("__proto__") }}', ['template/undefined 1:8 the filter "attr": there is no member "__proto__"']],
    [
      '{{ [o] | map(attribute="toString") | list }}',
      ['template/wrong-argument 1:10 the filter "map": an item has no member "toString"'],
    ],
    [
      '{{ "{0.constructor}".format(1) }}',
      ['template/wrong-argument 1:4 the method "format": there is no value for `{0.constructor}`'],
    ],
    ['{{ cycler }}', ['template/undefined 1:4 "cycler" is not defined']],
    [
      '{% include "/etc/passwd" %}',
      [
        'template/forbidden 1:4 `{% include %}` is not available: a template cannot read other files (put the text where it is needed, or into a variable)',
      ],
    ],
    [
      '{% extends "x" %}',
      ['template/forbidden 1:4 `{% extends %}` is not available: a template cannot read other files'],
    ],
    [
      '{% import "x" as y %}',
      [
        'template/forbidden 1:4 `{% import %}` is not available: a template cannot read other files (define the macro in this template)',
      ],
    ],
    [
      '{% block b %}{% endblock %}',
      ['template/forbidden 1:4 `{% block %}` is not available: templates do not inherit from each other'],
    ],
    ['{{ f(*l) }}', ['template/forbidden 1:6 `*` cannot spread arguments']],
  ];
  for (const [template, outcome] of attempts) {
    it(template, () => {
      expect(valueOf(template, names)).to.deep.equal(outcome);
    });
  }

  it('makes maps whose keys are only keys', () => {
    const value = valueOf('{{ {"__proto__": {"polluted": 1}} | merge_objects({"a": 1}) }}');
    expect(JSON.stringify(value)).to.equal('{"__proto__":{"polluted":1},"a":1}');
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

describe('templates that cost too much', () => {
  const nesting = 'the template is nested more than 100 levels deep';
  const chain = 'one expression chains more than 500 operators';
  const steps = 'the template takes more than 100000 steps';
  const text = 'the template would make a text of more than 1048576 characters';
  const value = 'the template would make a value of more than 1048576 characters';
  const templates: readonly (readonly [title: string, template: string, message: string])[] = [
    ['brackets', `{{ ${times('(', 100_000)}`, nesting],
    ['blocks', times('{% if 1 %}', 5000), nesting],
    ['elif', `{% if 0 %}${times('{% elif 0 %}', 5000)}{% endif %}`, nesting],
    ['inline ifs', `{{ ${times('1 if 0 else ', 5000)}2 }}`, nesting],
    ['not', `{{ ${times('not ', 50_000)}1 }}`, chain],
    ['members', `{{ o${times('.o', 5000)} }}`, chain],
    ['filters', `{{ "a"${times('|upper', 5000)} }}`, chain],
    ['joined texts', `{{ "a"${times('~"a"', 50_000)} }}`, chain],
    ['nested loops', times('{% for i in range(1000) %}', 5) + times('{% endfor %}', 5), steps],
    ['a long range', '{{ range(10**9) }}', steps],
    [
      'a list that doubles',
      '{% set n = namespace(x=[1]) %}{% for i in range(100) %}{% set n.x = n.x + n.x %}{% endfor %}',
      steps,
    ],
    ['batches filled up', '{{ [1] | batch(10**9, "x") }}', steps],
    ['slices', '{{ [1] | slice(10**9) }}', steps],
    [
      'work in a loop',
      '{% set l = range(20000)|list %}{% for i in range(20000) %}{% if -1 in l %}{% endif %}{% endfor %}',
      steps,
    ],
    [
      'large texts in a loop',
      '{% set t = "a"*1000000 %}{% for i in range(20000) %}{% set z = t[1] %}{% endfor %}',
      steps,
    ],
    ['repeated text', '{{ "x" * 10**9 }}', text],
    ['padding', '{{ "x" | center(300000000) }}', text],
    ['justifying', '{{ "x".ljust(10**9) }}', text],
    ['a format', '{{ "%1000000000d" | format(1) }}', text],
    ['another format', '{{ "{:1000000000}".format(1) }}', text],
    ['replacing', '{{ ("a" * 1000000) | replace("a", "bbbbbbbbbb") }}', text],
    ['joining', '{{ range(1000) | join("x" * 10000) }}', text],
    ['indentation', '{{ "a\\nb" | indent(10**9) }}', text],
    ['wrapping', '{{ ("a " * 100000) | wordwrap(1, true, "x" * 10000) }}', text],
    ['a text that doubles', `{% set x = "aaaa" %}${times('{% set x = x ~ x %}', 50)}`, text],
    ['a list of itself', `{% set x = [1] %}${times('{% set x = [x, x] %}', 90)}`, value],
    ['a map of itself', `{% set x = {} %}${times('{% set x = {"a": x, "b": x} %}', 90)}{{ x | tojson }}`, value],
    [
      'a deep list',
      `{% set x = [1] %}${times('{% set x = [x] %}', 200)}`,
      'the value is nested more than 100 levels deep',
    ],
    ['deep JSON', '{{ deep | from_json }}', 'the value is nested more than 100 levels deep'],
    [
      'a macro that calls itself',
      '{% macro m() %}{{ (1 ~ (2 ~ m())) }}{% endmacro %}{{ m() }}',
      'the template calls itself too deeply',
    ],
    ['many slots', times('{{ 1 }}', 20_001), 'the rendered text has more than 20000 values in it'],
  ];
  const deep = times('[', 100_000) + times(']', 100_000);
  for (const [title, template, message] of templates) {
    it(`ends with a diagnostic: ${title}`, () => {
      const started = performance.now();
      const outcome = valueOf(template, { o: {}, deep });
      expect(JSON.stringify(outcome)).to.contain(`template/budget`).and.to.contain(message);
      expect(performance.now() - started).to.be.lessThan(3000);
    });
  }

  it('searches no text for long', () => {
    const long = 1_000_000;
    const texts: Readonly<Record<string, string>> = {
      int: `${times('1', long)}x`,
      float: `${times('1', long)}x`,
      base64_decode: `${times('=', long)}x`,
      format: `%${times('0', long)}!`,
      title: times('- ', long / 2),
      wordwrap: `${times('a', long / 2)} ${times('1', long / 2)}-`,
      trim: `x${times(' ', long)}x`,
      wordcount: times('a ', long / 2),
    };
    for (const [filter, text] of Object.entries(texts)) {
      const started = performance.now();
      valueOf(`{{ text | ${filter} }}`, { text });
      expect(performance.now() - started, filter).to.be.lessThan(2000);
    }
    const names = times('%(', long / 2);
    const started = performance.now();
    valueOf('{{ text | format(a=1) }}{{ (a [0]) }}', { text: names, a: [1] });
    valueOf(`{{ a ${times(' ', long)}[0] }}${times(' ', long / 2)}`, { a: [1] });
    expect(performance.now() - started).to.be.lessThan(2000);
  });

  it('has time for what is large but honest', () => {
    expect(valueOf(`{{ 1${times(' + 1', 500)} }}`)).to.equal(501);
    expect(valueOf(`${times('{% if 1 %}', 99)}x${times('{% endif %}', 99)}`)).to.equal('x');
    expect(valueOf(`${times(' ', 500_000)}x{{- 1 -}}${times(' ', 500_000)}y`)).to.equal(`${times(' ', 500_000)}x1y`);
    expect(valueOf('{{ t | upper | length }}', { t: times('a', 1_000_000) })).to.equal(1_000_000);
  });
});
