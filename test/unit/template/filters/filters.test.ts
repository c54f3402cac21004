import { expect } from 'chai';
import { filters } from '../../../../src/template/filters/index.ts';
import { functions } from '../../../../src/template/functions/index.ts';
import { methods } from '../../../../src/template/methods/index.ts';
import { signatureOf } from '../../../../src/template/operations/registry.ts';
import { tests } from '../../../../src/template/tests/index.ts';
import { omit, type Value } from '../../../../src/values/value.ts';
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
      ['{{ [1] | generate_patch_document }}', '1:10 the filter "generate_patch_document": it wants a map, not a list'],
      ['{{ "a b" | base64_decode }}', '1:12 the filter "base64_decode": "a b" is not base64'],
      ['{{ "/w==" | base64_decode }}', '1:13 the filter "base64_decode": the bytes are not UTF-8 text'],
      ['{{ {} | merge_lists([]) }}', '1:9 the filter "merge_lists": it wants a list, not a map'],
      ['{{ [{"Key": 1}] | to_aws_tag_filters }}', '1:19 the filter "to_aws_tag_filters": a tag has `Key` and `Value`'],
    ];
    for (const [text, message] of messages) {
      expect(valueOf(text), text).to.deep.equal([`template/wrong-argument ${message}`]);
    }
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
