import { expect } from 'chai';
import { omit, Composite, NumberAsWritten, Secret, SqlFragment, SqlList, Unknown } from '../../../src/values/value.ts';
import { piecesOf, textOf, truthOf, valueOf, warningsOf } from './rendering.ts';

describe('renderTemplate', () => {
  it('gives a text without tags as it stands', () => {
    expect(piecesOf('SELECT 1;\n')).to.deep.equal(['SELECT 1;\n@0']);
    expect(piecesOf('')).to.deep.equal([]);
    expect(piecesOf("a } #} %} }} ' {")).to.deep.equal(["a } #} %} }} ' {@0"]);
  });

  it('puts each value into a slot that knows its whole tag', () => {
    expect(piecesOf("WHERE id = '{{ pool }}|{{- client -}}  '", { pool: "O'Brien", client: 'c' })).to.deep.equal([
      "WHERE id = '@0",
      { value: "O'Brien", at: '{{ pool }}' },
      '|@22',
      { value: 'c', at: '{{- client -}}' },
      "'@39",
    ]);
  });

  it('gives text in loops, conditions, raw blocks and macros its own place', () => {
    const text = '{% for x in xs %}\n  a{% if x %} b {%- endif %}{# c #}{% endfor %}{% raw -%} {{ r }} {%- endraw %}';
    expect(piecesOf(text, { xs: [0, 1] })).to.deep.equal([
      '\n  a@17',
      '\n  a@17',
      ' b@31',
      `{{ r }}@${text.indexOf('{{ r }}')}`,
    ]);
    const macro = '{% macro column(n) %}"{{ n }}"{% endmacro %}{{ column("a") }}, {{ column("b") }}';
    expect(piecesOf(macro)).to.deep.equal([
      '"@21',
      { value: 'a', at: '{{ n }}' },
      '"@29',
      ', @61',
      '"@21',
      { value: 'b', at: '{{ n }}' },
      '"@29',
    ]);
  });

  it('gives a list of operations for the patch document of an update', () => {
    const text = [
      'UPDATE awscc.cognito.user_pool_clients',
      "SET PatchDocument = string('{{ {",
      '    "ClientName": client_name,',
      '    "ReadAttributes": read_attributes,',
      '    "TokenValidityUnits": token_validity_units,',
      '    "DefaultRedirectURI": none',
      "} | generate_patch_document }}')",
      "WHERE region = '{{ region }}';",
    ].join('\n');
    const names = {
      client_name: 'web',
      read_attributes: ['email'],
      token_validity_units: { access_token: 'minutes' },
      region: 'us-east-1',
    };
    expect(piecesOf(text, names)).to.deep.equal([
      text.slice(0, text.indexOf('{{')) + '@0',
      {
        value: [
          { op: 'add', path: '/ClientName', value: 'web' },
          { op: 'add', path: '/ReadAttributes', value: ['email'] },
          { op: 'add', path: '/TokenValidityUnits', value: { access_token: 'minutes' } },
          { op: 'add', path: '/DefaultRedirectURI', value: null },
        ],
        at: text.slice(text.indexOf('{{'), text.indexOf('}}') + 2),
      },
      `')\nWHERE region = '@${text.indexOf("')\nWHERE")}`,
      { value: 'us-east-1', at: '{{ region }}' },
      `';@${text.lastIndexOf("';")}`,
    ]);
  });

  it('tells every undefined name that no rendering could avoid, at once', () => {
    expect(piecesOf('{{ nam }} {{ pool.idd }}\n{{ zz.a }}', { name: 'x', pool: { id: 1 } })).to.deep.equal([
      'template/undefined 1:4 "nam" is not defined (did you mean "name"?)',
      'template/undefined 1:14 "pool" has no member "idd" (did you mean "id"?)',
      'template/undefined 2:4 "zz" is not defined',
    ]);
  });
});

describe('evaluateTemplate', () => {
  it('keeps the type of a value that stands alone', () => {
    const names = { list: ['a'], flag: false, number: 3, nothing: null, text: '{{ x }}' };
    expect(valueOf(' {{ list }}\n', names)).to.deep.equal(['a']);
    expect(valueOf('{{ flag }}', names)).to.equal(false);
    expect(valueOf('{{ number }}', names)).to.equal(3);
    expect(valueOf('{{ nothing }}', names)).to.equal(null);
    expect(valueOf('{{ text }}', names)).to.equal('{{ x }}');
    expect(valueOf('{{ none | default(omit, true) }}')).to.equal(omit);
  });

  it('joins text and values', () => {
    expect(valueOf('a{{ l }}{{ m }}{{ t }}{{ n }}', { l: [1], m: { k: 'v' }, t: true, n: null })).to.equal(
      'a[1]{"k":"v"}true',
    );
  });

  it('keeps numbers as they are written', () => {
    expect(valueOf('{{ 1.0 }}')).to.deep.equal(new NumberAsWritten(1, '1.0'));
    expect(valueOf('{{ 9007199254740993 }}')).to.deep.equal(new NumberAsWritten(9007199254740992, '9007199254740993'));
    expect(valueOf('{{ account | string }}', { account: new NumberAsWritten(12, '012') })).to.equal('012');
  });

  it('refuses what is undefined wherever it stands', () => {
    const names = { o: { a: null, name: 'x' }, l: [1, 2] };
    const table: readonly (readonly [string, string])[] = [
      ['{{ zz | upper }}', 'template/undefined 1:4 "zz" is not defined'],
      ['{{ "a" ~ zz }}', 'template/undefined 1:10 "zz" is not defined'],
      ['{{ {"A": zz} }}', 'template/undefined 1:10 "zz" is not defined'],
      ['{% if zz %}{% endif %}', 'template/undefined 1:7 "zz" is not defined'],
      ['{% for x in zz %}{% endfor %}', 'template/undefined 1:13 "zz" is not defined'],
      ['{{ 1 if true else 2 }}{{ o.nam }}', 'template/undefined 1:26 "o" has no member "nam" (did you mean "name"?)'],
      ['{{ 1 and o["query"] }}', 'template/undefined 1:10 "o" has no member "query"'],
      ['{{ l[5] }}', 'template/undefined 1:4 "l" has no item 5: it has 2 items'],
      ['{{ o.a.b }}', 'template/undefined 1:4 "o.a" is null and has no member "b"'],
      ['{{ o.name.b }}', 'template/undefined 1:4 "o.name" is a text and has no member "b"'],
      [
        '{{ {"a": 1 if false} }}',
        'template/undefined 1:10 "1 if false" has no value, because its condition is false (write `… if … else …`)',
      ],
      ['{{ [] | first }}', 'template/undefined 1:9 the filter "first": there is no first item: it is empty'],
      ['{{ o.items }}', 'template/undefined 1:4 "o" has no member "items" (it is a method: write `.items()`)'],
    ];
    for (const [text, message] of table) expect(valueOf(text, names), text).to.deep.equal([message]);
  });

  it('asks with `is defined` and `default` without an error', () => {
    const names = { o: { a: 1 } };
    expect(textOf('{{ zz is defined }} {{ o.b is not defined }} {{ o.a is defined }}', names)).to.equal(
      'false true true',
    );
    expect(textOf('{{ zz | default("d") }} {{ o.b.c | d("e") }} {{ [] | first | default("f") }}', names)).to.equal(
      'd e f',
    );
    expect(textOf('{% if zz is defined %}{{ zz }}{% else %}no{% endif %}')).to.equal('no');
    expect(textOf('{{ o.a | default(zz) }}', names)).to.equal('1');
  });

  it('writes nothing for an `if` without `else` that stands alone', () => {
    expect(textOf('[{{ "a" if false }}{{ "b" if true }}]')).to.equal('[b]');
  });

  it('gives SQL only where a filter says so', () => {
    expect(valueOf('{{ ["a", "b"] | sql_list }}')).to.deep.equal(new SqlList(['a', 'b']));
    expect(valueOf("{{ '[1]' | sql_list }}")).to.deep.equal(new SqlList([1]));
    expect(valueOf('{{ "a = 1" | sql }}')).to.deep.equal(new SqlFragment('a = 1'));
    expect(valueOf('{{ "O\'Brien" | sql_escape }}')).to.equal("O'Brien");
    expect(valueOf('{{ p | sql }}', { p: new Secret('x') })).to.deep.equal([
      'template/wrong-argument 1:8 the filter "sql": a secret cannot become SQL text',
    ]);
  });

  it('warns where a number is made of what is none', () => {
    expect(warningsOf('{{ x | int }}', { x: '4o' })).to.deep.equal([
      'template/wrong-argument 1:8 the filter "int": "4o" is not a number: it becomes 0 (write `int(0)` if that is meant)',
    ]);
    expect(warningsOf('{{ x | int }}', { x: new Secret('4o') })).to.deep.equal([
      'template/wrong-argument 1:8 the filter "int": this secret is not a number: it becomes 0 (write `int(0)` if that is meant)',
    ]);
    expect(warningsOf('{{ x | int(0) }}', { x: '4o' })).to.deep.equal([]);
  });
});

describe('evaluateCondition', () => {
  it('takes expressions as manifests have them', () => {
    const names = { stack_env: 'prd', x: 'a', flag: true };
    expect(truthOf("stack_env == 'prd'", names)).to.equal(true);
    expect(truthOf("'{{ x }}' in ['a','b']", names)).to.equal(true);
    expect(truthOf("'{{ stack_env }}-{{ x | default('q') }}' not in ['prd-a']", names)).to.equal(false);
    expect(truthOf("{{ flag }} and {{ x == 'a' }}", names)).to.equal(true);
    expect(truthOf('{{ flag }}', names)).to.equal(true);
    expect(truthOf('True and not false')).to.equal(true);
    expect(truthOf("''")).to.equal(false);
  });

  it('tells what is wrong with its place', () => {
    expect(truthOf("a = 'x'")).to.deep.equal(['template/syntax 1:3 `=` does not compare (write `==`)']);
    expect(truthOf('')).to.deep.equal(['template/syntax 1:1 a value is expected, not the end of the text']);
    expect(truthOf('{% if a %}')).to.deep.equal(['template/syntax 1:1 `{%` cannot stand in an expression']);
    expect(truthOf("stack_enw == 'prd'", { stack_env: 'prd' })).to.deep.equal([
      'template/undefined 1:1 "stack_enw" is not defined (did you mean "stack_env"?)',
    ]);
    expect(truthOf('x and y')).to.deep.equal(['template/undefined 1:1 "x" is not defined']);
    expect(truthOf('1 2')).to.deep.equal(['template/syntax 1:3 an operator or the end is expected, not `2`']);
  });

  it('is undecided where it hangs on an unknown', () => {
    const names = { pool: new Unknown('user_pool.id'), mixed: new Composite(['a-', new Unknown('client.id')]) };
    expect(truthOf("pool == 'x'", names)).to.deep.equal(['undecided 1:1 <user_pool.id>']);
    expect(truthOf('not pool', names)).to.deep.equal(['undecided 1:1 <user_pool.id>']);
    expect(truthOf("mixed == 'a-b'", names)).to.deep.equal(['undecided 1:1 <client.id>']);
    expect(truthOf('pool is defined', names)).to.equal(true);
    expect(truthOf('false and pool', names)).to.equal(false);
    expect(truthOf('mixed', names)).to.equal(true);
  });
});
