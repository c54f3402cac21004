import { expect } from 'chai';
import { positionOf } from '../../../src/diagnostics/source-lines.ts';
import { parseTemplate } from '../../../src/template/parse-template.ts';
import { excerpt, parsed, valueOf } from './rendering.ts';

function references(text: string): readonly string[] {
  return parsed(text).references.map(({ name, members, at, optional, conditional }) => {
    const path = [name, ...members].join('.');
    expect(at.source.text.slice(at.start, at.end).replace(/\["(\w+)"\]/g, '.$1')).to.equal(path);
    return path + (optional ? '?' : '') + (conditional === true ? '*' : '');
  });
}

describe('parseTemplate', () => {
  it('knows plain texts and single expressions', () => {
    expect(parsed('SELECT 1 -- { } %} }}')).to.include({ isPlain: true, isSingleExpression: false });
    expect(parsed(' {{ x }}\n')).to.include({ isPlain: false, isSingleExpression: true });
    expect(parsed('{# c #}{{ x }}')).to.include({ isSingleExpression: true });
    expect(parsed('{{ x }}{{ y }}')).to.include({ isSingleExpression: false });
    expect(parsed('a {{ x }}')).to.include({ isSingleExpression: false });
    expect(parsed('{% if x %}{{ x }}{% endif %}')).to.include({ isSingleExpression: false });
  });

  it('finds the names that a template takes from outside', () => {
    expect(references('{{ a }} {{ b.c["d"].e[0].f }} {{ g[h] }}')).to.deep.equal(['a', 'b.c.d.e', 'g', 'h']);
    expect(references('{{ a | join(b, attribute=c) }} {{ m.items() }} {{ m.get(k) }}')).to.deep.equal([
      'a',
      'b',
      'c',
      'm',
      'm',
      'k',
    ]);
    expect(references('{{ {"k": v, w: 1} }} {{ [x, (y)] }} {{ z[q:] }}')).to.deep.equal(['v', 'w', 'x', 'y', 'z', 'q']);
    expect(references('{{ range(n) }} {{ uuid() }} {{ omit }} {{ dict(a=b) }} {{ true }} {{ None }}')).to.deep.equal([
      'n',
      'b',
    ]);
    expect(references('{% raw %}{{ x }}{% endraw %}{# {{ y }} #}')).to.deep.equal([]);
  });

  it('leaves out the names that a template makes itself', () => {
    expect(references('{{ x }}{% set x = y %}{{ x }}')).to.deep.equal(['x', 'y']);
    expect(references('{% for x in xs if x.ok %}{{ x }}{{ loop.index }}{{ z }}{% endfor %}{{ x }}')).to.deep.equal([
      'xs',
      'z*',
      'x',
    ]);
    expect(
      references('{% macro m(a, b=c) %}{{ a }}{{ b }}{{ d }}{{ caller() }}{% endmacro %}{{ m(e) }}'),
    ).to.deep.equal(['c*', 'd*', 'e']);
    expect(references('{% for k, v in m.items() %}{{ k }}{{ v }}{% endfor %}')).to.deep.equal(['m']);
    expect(references('{% with a = b %}{{ a }}{% endwith %}{{ a }}')).to.deep.equal(['b', 'a']);
    expect(references('{% set ns = namespace(c=d) %}{% set ns.c = e %}{{ ns.c }}')).to.deep.equal(['d', 'e']);
    expect(references('{% call(x) m(y) %}{{ x }}{{ z }}{% endcall %}')).to.deep.equal(['y', 'z*']);
  });

  it('knows which names may be undefined, and which may not be reached', () => {
    expect(references('{{ a | default(b) }} {{ c is defined }} {{ d.e is not defined }}')).to.deep.equal([
      'a?',
      'b*',
      'c?',
      'd.e?',
    ]);
    expect(references('{% if a is defined %}{{ a }}{{ a.b }}{% endif %}{{ c.d | d("") }}')).to.deep.equal([
      'a?',
      'a?*',
      'a.b?*',
      'c.d?',
    ]);
    expect(references('{{ a if b else c }} {{ d and e }} {{ (f | upper) | default(1) }}')).to.deep.equal([
      'a*',
      'b',
      'c*',
      'd',
      'e*',
      'f',
    ]);
    expect(references('{% if a %}{{ b }}{% elif c %}{% else %}{{ d }}{% endif %}')).to.deep.equal([
      'a',
      'b*',
      'c*',
      'd*',
    ]);
  });

  it('tells what is wrong, where, and what to do', () => {
    const table: readonly (readonly [string, string])[] = [
      ['a\n  {{ x', '2:3 `{{` is never closed: `}}` is missing'],
      ['{% if x', '1:1 `{%` is never closed: `%}` is missing'],
      ['{% if x %}\n{% for y in x %}{% endfor %}', '1:1 `{% if %}` is never closed: `{% endif %}` is missing'],
      ['{% for y in x %}{% if x %}{% endfor %}', '1:30 `{% endfor %}` does not belong to `{% if %}`'],
      ['{% endif %}', '1:4 `{% endif %}` closes nothing'],
      [
        '{% if x %}{% elseif y %}{% endif %}',
        '1:14 `{% elseif %}` does not belong to `{% if %}` (did you mean "elif"?)',
      ],
      ['{% fro x in y %}', '1:4 there is no tag "fro" (did you mean "for"?)'],
      ['{% raw %}{{ x }}', '1:1 `{% raw %}` is never closed: `{% endraw %}` is missing'],
      ['a {# b', '1:3 the comment is never closed: `#}` is missing'],
      ['{{ "abc }}', '1:4 the text is never closed: " is missing'],
      ['{{ (a }}', '1:7 `,` or `)` is expected, not `}}`'],
      ['{{ [1, (2] }}', '1:10 `)` is missing before `]`'],
      ['{{ a %}', '1:6 `{{` ends with `}}`, not with `%}`'],
      ['{{ }}', '1:4 a value is expected, not `}}`'],
      ['{{ a b }}', '1:6 `}}` is expected, not `b`'],
      ['{{ a, b }}', '1:5 `}}` is expected, not `,`'],
      ['{{ a || b }}', '1:7 `||` has no meaning here (write `or`)'],
      ['{{ a && b }}', '1:6 the character & has no meaning here (write `and`)'],
      ['{{ !a }}', '1:4 the character ! has no meaning here (write `not`, or `!=` between two values)'],
      ['{{ a ? b : c }}', '1:6 the character ? has no meaning here (write `value if condition else other`)'],
      ['{{ a = b }}', '1:6 `=` does not compare (write `==`)'],
      ['{{ a. }}', '1:7 the name of a member is expected, not `}}`'],
      ['{{ a | }}', '1:8 the name of a filter is expected, not `}}`'],
      ['{{ a is }}', '1:9 the name of a test is expected, not `}}`'],
      ['{{ a is string is defined }}', '1:16 tests cannot be chained (put the first one in brackets)'],
      ['{{ a not b }}', '1:10 `in` after `not` is expected, not `b`'],
      ['{{ 012 }}', '1:4 the number 012 begins with 0 (put it in quotes if its zeros matter)'],
      ['{{ f(a=1, b) }}', '1:11 an argument without a name stands after one with a name'],
      ['{% set x %}', '1:1 `{% set %}` is never closed: `{% endset %}` is missing'],
      ['{% set x 1 %}', '1:10 `=` or `%}` is expected, not `1`'],
      ['{% set true = 1 %}', '1:8 "true" cannot be a name'],
      ['{% for x of y %}{% endfor %}', '1:10 `in` is expected, not `of`'],
      [
        '{% for x in y recursive %}{% endfor %}',
        '1:15 recursive loops are not available (write a macro that calls itself)',
      ],
      ['{% if x %}{% else x %}{% endif %}', '1:19 `%}` is expected, not `x`'],
      ['{{ {"a" 1} }}', '1:9 `:` is expected, not `1`'],
      ['{% macro m %}{% endmacro %}', '1:12 `(` is expected, not `%}`'],
      ['{% if %}{% endif %}', '1:7 a value is expected, not `%}`'],
      ['{{ "\\u0000" }}', '1:4 the text has a NUL or half of a surrogate pair'],
    ];
    for (const [text, message] of table) {
      const { value, diagnostics } = parseTemplate(excerpt(text));
      expect(value, text).to.equal(undefined);
      const [diagnostic] = diagnostics;
      const { line, column } = positionOf(diagnostic!.at!.source, diagnostic!.at!.start);
      const help = diagnostic!.help === undefined ? '' : ` (${diagnostic!.help})`;
      expect(`${line}:${column} ${diagnostic!.message}${help}`).to.equal(message);
    }
  });

  it('points at what is open too', () => {
    const { diagnostics } = parseTemplate(excerpt('{% for y in x %}{% if x %}{% endfor %}'));
    expect(diagnostics[0]?.related?.map(({ message, at }) => `${at.start} ${message}`)).to.deep.equal([
      '16 `{% if %}` is open here',
    ]);
  });

  it('tells about filters, tests, functions and arguments that do not exist', () => {
    const table: readonly (readonly [string, string])[] = [
      ['{{ "a" | uper }}', 'template/unknown-filter 1:10 there is no filter "uper" (did you mean "upper"?)'],
      [
        '{{ "a" | e }}',
        'template/unknown-filter 1:10 the filter "e" is not available: values never become SQL or HTML text, so nothing needs escaping',
      ],
      ['{{ 1 is evn }}', 'template/unknown-filter 1:9 there is no test "evn" (did you mean "even"?)'],
      ['{{ rang(3) }}', 'template/unknown-filter 1:4 there is no function "rang" (did you mean "range"?)'],
      [
        '{{ [1].append(2) }}',
        'template/unknown-filter 1:8 a list has no method "append" (lists never change: write `{% set xs = xs + [x] %}`)',
      ],
      ['{{ [1] | map("uper") }}', 'template/unknown-filter 1:10 there is no filter "uper" (did you mean "upper"?)'],
      ['{{ [1] | select("evn") }}', 'template/unknown-filter 1:10 there is no test "evn" (did you mean "even"?)'],
      [
        '{{ "a" | replace("b") }}',
        'template/wrong-argument 1:10 the filter "replace": it needs "new": it is written `replace(old, new, count?)`',
      ],
      [
        '{{ "a" | upper(1) }}',
        'template/wrong-argument 1:10 the filter "upper": it takes no argument, not 1: it is written `upper`',
      ],
      [
        '{{ "a" | center(widht=3) }}',
        'template/wrong-argument 1:10 the filter "center": it has no argument "widht": it is written `center(width?)`',
      ],
      ['{{ [1] | upper }}', 'template/wrong-argument 1:10 the filter "upper": expected a text, not a list'],
      ['{{ none | upper }}', 'template/wrong-argument 1:11 the filter "upper": expected a text, not null'],
      [
        '{{ "a" | center("x") }}',
        'template/wrong-argument 1:10 the filter "center": "width" needs a number, not a text (write `| int` or `| float` after the text)',
      ],
      [
        '{{ "a" + 1 }}',
        'template/wrong-argument 1:4 this calculation: `+` does not work on a text and a number (write `~` to join texts, or `| int` to reckon with a text)',
      ],
      [
        '{{ "%s" % 1 }}',
        'template/wrong-argument 1:4 this calculation: `%` does not work on a text and a number (write `| format(…)` to fill in a text, or `| int` to reckon with it)',
      ],
      ['{{ 1 / 0 }}', 'template/wrong-argument 1:4 this calculation: division by zero'],
      [
        '{{ 9007199254740991 + 1 }}',
        'template/wrong-argument 1:4 this calculation: the result is a whole number beyond 2^53, which would not be exact',
      ],
      ['{{ 1 < "a" }}', 'template/wrong-argument 1:4 a number and a text have no order: `<` cannot compare them'],
      [
        '{% for x in "abc" %}{% endfor %}',
        'template/wrong-argument 1:13 a loop needs a list or a map, not a text (write `| from_json` if it is JSON, `| list` for its characters)',
      ],
      [
        '{% for k, v in {"ab": 1} %}{% endfor %}',
        'template/wrong-argument 1:16 a text cannot be unpacked into 2 names (to loop over a map, write `map.items()`)',
      ],
      ['{% set a, b = [1] %}', 'template/wrong-argument 1:15 a list of 1 cannot be unpacked into 2 names'],
      [
        '{% for x in [1] %}{{ loop }}{% endfor %}',
        'template/wrong-argument 1:22 "loop" is the state of the loop, not a value',
      ],
      ['{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}', 'template/undefined 1:41 the macro "m" needs "a"'],
      [
        '{% set x = {} %}{% set x.a = 1 %}',
        'template/wrong-argument 1:24 only members of a `namespace()` can be set (values never change: set a name to a new value)',
      ],
    ];
    for (const [text, message] of table) expect(valueOf(text), text).to.deep.equal([message]);
  });
});
