import { expect } from 'chai';
import { filters } from '../../../../src/template/filters/index.ts';
import { functions } from '../../../../src/template/functions/index.ts';
import { methods } from '../../../../src/template/methods/index.ts';
import { signatureOf } from '../../../../src/template/operations/registry.ts';
import { tests } from '../../../../src/template/tests/index.ts';
import { omit, Secret, type Value } from '../../../../src/values/value.ts';
import { valueOf } from '../rendering.ts';

describe('filters of stacks', () => {
  const names = { omit, tags: [{ Key: 'a', Value: 'b' }] };
  const table: readonly (readonly [template: string, value: Value])[] = [
    ['{{ \'{"a": [1, null]}\' | from_json }}', { a: [1, null] }],
    ['{{ [1] | from_json }}', [1]],
    ['{{ {"b": "é\'<", "a": [1, true, none]} | tojson }}', '{"b":"é\'<","a":[1,true,null]}'],
    ['{{ "a\\"b" | tojson }}', '"a\\"b"'],
    ['{{ none | tojson }}', 'null'],
    ['{{ {"a": 1} | tojson(indent=2) }}', '{\n  "a": 1\n}'],
    ['{{ {"a": omit, "b": [omit, 1]} | tojson }}', '{"b":[1]}'],
    [
      '{{ {"a/b~": {"c": none}, "d": "[1]", "e": omit} | generate_patch_document }}',
      [
        { op: 'add', path: '/a~1b~0', value: { c: null } },
        { op: 'add', path: '/d', value: '[1]' },
      ],
    ],
    ['{{ \'{"a": 1}\' | generate_patch_document }}', [{ op: 'add', path: '/a', value: 1 }]],
    ['{{ "é" | base64_encode }}', 'w6k='],
    ['{{ {"a": 1} | base64_encode }}', 'eyJhIjoxfQ=='],
    ['{{ "w6k=" | base64_decode }}', 'é'],
    ['{{ [{"a": 1}, 2] | merge_lists([2, {"a": 1}, 3]) }}', [{ a: 1 }, 2, 3]],
    ['{{ "[1]" | merge_lists("[2]") }}', [1, 2]],
    ['{{ {"a": 1, "b": 1} | merge_objects({"b": 2}) }}', { a: 1, b: 2 }],
    ['{{ tags | to_aws_tag_filters }}', [{ Key: 'a', Values: ['b'] }]],
    ['{{ uuid() }}', '6f1c2a1e-0000-4000-8000-000000000000'],
  ];
  for (const [template, value] of table) {
    it(template, () => {
      expect(valueOf(template, names)).to.deep.equal(value);
    });
  }

  it('refuse what they cannot work with', () => {
    const messages: readonly (readonly [string, string])[] = [
      ['{{ "{" | from_json }}', '1:10 the filter "from_json": "{" is not JSON'],
      [
        '{{ \'"\\\\ud800"\' | from_json }}',
        '1:18 the filter "from_json": a text in it has a NUL or half of a surrogate pair',
      ],
      ['{{ [1] | generate_patch_document }}', '1:10 the filter "generate_patch_document": expected a map, not a list'],
      ['{{ "a b" | base64_decode }}', '1:12 the filter "base64_decode": "a b" is not base64'],
      ['{{ "/w==" | base64_decode }}', '1:13 the filter "base64_decode": the bytes are not UTF-8 text'],
      ['{{ {} | merge_lists([]) }}', '1:9 the filter "merge_lists": expected a list, not a map'],
      ['{{ [{"Key": 1}] | to_aws_tag_filters }}', '1:19 the filter "to_aws_tag_filters": a tag has `Key` and `Value`'],
    ];
    for (const [text, message] of messages) {
      expect(valueOf(text), text).to.deep.equal([`template/wrong-argument ${message}`]);
    }
  });
});

describe('filters and functions of Tera', () => {
  const given = { vars: { A: '1', DB_PASSWORD: new Secret('pw') }, n: 5 };
  const table: readonly (readonly [template: string, value: Value])[] = [
    ['{{ [1, 2, 3] | slice(start=1, end=2) }}', [2]],
    ['{{ [1, 2, 3] | slice(start=-2) }}', [2, 3]],
    ['{{ [1, 2, 3] | slice(start=2, end=1) }}', []],
    ['{{ [1, 2, 3] | slice(end=9) }}', [1, 2, 3]],
    ['{{ [1, 2, 3] | slice(3) }}', [[1], [2], [3]]],
    ['{{ "aaab" | trim_start_matches(pat="aa") }}', 'ab'],
    ['{{ "baaa" | trim_end_matches(pat="aa") }}', 'ba'],
    ['{{ "aa" | trim_end_matches(pat="aa") }}', ''],
    ['{{ "a" | trim_start_matches(pat="") }}', 'a'],
    ['{{ "\t a " | trim_start }}|{{ " a\n" | trim_end }}', 'a | a'],
    ['{{ "Übung  Nr. 1 -- Łódź" | slugify }}', 'ubung-nr-1-lodz'],
    ['{{ "--" | slugify }}', ''],
    ['{{ n | slugify }}', '5'],
    ['{{ now() }}', '2026-02-03T04:05:06.789Z'],
    [
      '{{ now(utc=true) | date(format="%Y-%m-%dT%H:%M:%S.%3f%z %y %b %a %e %j %I%p %u %w %s %% %T") }}',
      '2026-02-03T04:05:06.789+0000 26 Feb Tue  3 034 04AM 2 2 1770091506 % 04:05:06',
    ],
    ['{{ now(timestamp=true) + 0 }}', 1770091506],
    ['{{ "2024-02-29" | date(format="%A, %B %d") }}', 'Thursday, February 29'],
    ['{{ "2026-01-01T00:30:00-05:30" | date(format="%F %R %:z %s") }}', '2026-01-01 00:30 -05:30 1767247200'],
    ['{{ 86400 | date }}', '1970-01-02'],
    ['{{ get_env(name="A") }}', '1'],
    ['{{ get_env("B", default=n) }}', 5],
    ['{{ get_env(name="DB_PASSWORD") }}', new Secret('pw')],
  ];
  for (const [template, value] of table) {
    it(`gives ${JSON.stringify(value)} for ${template}`, () => {
      expect(valueOf(template, given)).to.deep.equal(value);
    });
  }

  it('say what they cannot do', () => {
    const refused: readonly (readonly [template: string, message: string])[] = [
      ['{{ "abc" | slice(start=1) }}', 'wrong-argument 1:12 the filter "slice": it cuts a list (write `text[1:3]`)'],
      ['{{ [1] | slice }}', 'wrong-argument 1:10 the filter "slice": it needs "slices", or "start" and "end"'],
      [
        '{{ [1] | slice(2, start=1) }}',
        'wrong-argument 1:10 the filter "slice": "start" and "end" cut the list, "slices" divides it: give one kind',
      ],
      [
        '{{ "東京" | slugify }}',
        'wrong-argument 1:11 the filter "slugify": it knows Latin letters only, not 東 (give the resource a name of its own)',
      ],
      [
        '{{ "2026-02-30" | date }}',
        'wrong-argument 1:19 the filter "date": "2026-02-30" is no date (write it as 2026-01-31 or 2026-01-31T23:59:00Z)',
      ],
      [
        '{{ "soon" | date }}',
        'wrong-argument 1:13 the filter "date": "soon" is no date (write it as 2026-01-31 or 2026-01-31T23:59:00Z)',
      ],
      [
        '{{ 0 | date(timezone="Europe/Berlin") }}',
        'wrong-argument 1:8 the filter "date": it knows no time zone "Europe/Berlin": times are in UTC',
      ],
      [
        '{{ get_env(name="B") }}',
        'wrong-argument 1:4 the function "get_env": no variable is named "B" (set it by -e B=VALUE, or write `default=…`)',
      ],
      [
        '{{ get_random(start=0, end=9) }}',
        'unknown-filter 1:4 the function "get_random" is not available: the same template must always give the same statements; write `uuid()` or `idempotency_token`',
      ],
      [
        '{{ "a" is matching("a.*") }}',
        'unknown-filter 1:11 the test "matching" is not available: there are no patterns; write `starting_with`, `ending_with` or `containing`, or compare in SQL by REGEXP',
      ],
      [
        '{{ [] | filter(attribute="a") }}',
        "unknown-filter 1:9 the filter \"filter\" is not available: write `selectattr('name', 'eq', value)`, and `selectattr('name')` for members that are there",
      ],
      [
        '{% set_global x = 1 %}',
        'forbidden 1:4 `{% set_global %}` is not available: names are set where they are used (write `{% set ns = namespace(x=1) %}`, and in the loop `{% set ns.x = … %}`)',
      ],
    ];
    for (const [template, message] of refused) {
      expect(valueOf(template, given), template).to.deep.equal([`template/${message}`]);
    }
  });

  it('name the formats that dates have', () => {
    const [told] = valueOf('{{ 0 | date(format="%Q") }}') as readonly string[];
    expect(told).to.include('the filter "date": it does not know %Q (it knows %Y, %y, %m');
  });
});

describe('operations of templates', () => {
  const all = [filters, tests, functions, methods.text, methods.list, methods.map].flatMap((registry) => registry.all);

  it('say in one sentence what they do', () => {
    for (const operation of all) {
      expect(operation.summary, operation.name).to.match(/^[A-Z].*\.$/);
    }
  });

  it('have a signature and a name of their own', () => {
    const [replace] = filters.all.filter(({ name }) => name === 'replace');
    expect(signatureOf(replace!)).to.equal('replace(old, new, count?)');
    for (const registry of [filters, tests, functions, methods.text, methods.list, methods.map]) {
      const names = registry.all.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
      expect(new Set(names).size).to.equal(names.length);
    }
  });
});
