import { expect } from 'chai';
import type { Json } from '../../../src/base/json.ts';
import type { Location } from '../../../src/diagnostics/source.ts';
import type { CompiledValue } from '../../../src/stack/compiled-value.ts';
import { lineEdits, yamlText } from '../../../src/plan/line-edits.ts';

const text = [
  'name: web',
  'items:',
  '  - one',
  '  - two # why',
  'tags:',
  '  - { Key: a, Value: 1 }',
  '  - { Key: b, Value: 2 }',
  'long: >-',
  '  a text',
  '  of two lines',
].join('\n');

function at(part: string, end = part): Location {
  const start = text.indexOf(part);
  return { source: { path: 'm.yml', text }, start, end: text.indexOf(end) + end.length };
}

const scalar = (value: Json, part: string, end?: string): CompiledValue => ({
  kind: 'scalar',
  value,
  at: at(part, end),
});
const items: CompiledValue = {
  kind: 'list',
  items: [scalar('one', 'one'), scalar('two', 'two')],
  at: at('  - one', 'two'),
};
const tagOf = (key: string, value: number, part: string): CompiledValue => ({
  kind: 'map',
  entries: [
    { key: 'Key', value: scalar(key, key) },
    { key: 'Value', value: scalar(value, String(value)) },
  ],
  at: at(part),
});
const tags: CompiledValue = {
  kind: 'list',
  items: [tagOf('a', 1, '{ Key: a, Value: 1 }'), tagOf('b', 2, '{ Key: b, Value: 2 }')],
  at: at('  - { Key: a', 'Value: 2 }'),
};
const template = (isPlain: boolean): CompiledValue => ({
  kind: 'template',
  template: { isPlain } as never,
  at: at('web'),
});
const map: CompiledValue = {
  kind: 'map',
  entries: [
    { key: 'name', value: scalar('web', 'web') },
    { key: 'items', value: items },
  ],
  at: at('name: web', 'two'),
};

/** `kind "what stands there" → line`. */
const lines = (edits: ReturnType<typeof lineEdits>): readonly string[] =>
  edits.map(
    ({ kind, at: { source, start, end }, line }) => `${kind} ${source.text.slice(start, end)} → ${line ?? 'nothing'}`,
  );

describe('the lines to change for what is live', () => {
  const manifest = (value: CompiledValue) => ({ kind: 'manifest', at: value.at, value }) as const;
  const table: readonly [string, CompiledValue, Json | undefined, Json | undefined, readonly string[]][] = [
    ['are none where it is the same', scalar('web', 'web'), 'web', 'web', []],
    [
      'are the one of another value, with the rest of it',
      scalar('web', 'web'),
      'web',
      'app',
      ['change web → name: app'],
    ],
    ['keep what follows in the line', scalar('two', 'two'), 'two', 'three', ['change two → - three # why']],
    ['are the one that goes', scalar('web', 'web'), 'web', undefined, ['remove web → nothing']],
    ['are written where nothing was declared', scalar('web', 'web'), undefined, 'app', ['change web → name: app']],
    [
      'take several lines for one',
      scalar('a text of two lines', '>-', 'of two lines'),
      'a text of two lines',
      'short',
      ['change >-\n  a text\n  of two lines → long: short'],
    ],
    ['are not said where a template would read them', scalar('web', 'web'), 'web', '{{ x }}', ['change web → nothing']],
    ['are not said of what is worked out', template(false), 'web', 'app', ['change web → nothing']],
    ['are said of a template that is plain', template(true), 'web', 'app', ['change web → name: app']],
    [
      'are those of a list: what is gone and what is new, below what it stands for',
      items,
      ['one', 'two'],
      ['one', 'zwei'],
      ['remove two → nothing', 'add two → - zwei'],
    ],
    ['are one more in a list', items, ['one', 'two'], ['one', 'two', 'three'], ['add two → - three']],
    [
      'are one more at the begin of a list, below its last',
      items,
      ['one', 'two'],
      ['zero', 'one', 'two'],
      ['add two → - zero'],
    ],
    ['are one less in a list', items, ['one', 'two'], ['two'], ['remove one → nothing']],
    [
      'are the whole where the list says another number of items',
      items,
      ['one'],
      ['two'],
      ['change   - one\n  - two → [two] # why'],
    ],
    ['are the whole where a list is none any more', items, ['one', 'two'], 'x', ['change   - one\n  - two → x # why']],
    [
      'are those inside of an item that names itself',
      tags,
      [
        { Key: 'a', Value: 1 },
        { Key: 'b', Value: 2 },
      ],
      [
        { Key: 'b', Value: 3 },
        { Key: 'a', Value: 1 },
      ],
      ['change 2 → - { Key: b, Value: 3 }'],
    ],
    [
      'are an item that names itself and is gone, and one that is new',
      tags,
      [
        { Key: 'a', Value: 1 },
        { Key: 'b', Value: 2 },
      ],
      [
        { Key: 'c', Value: 3 },
        { Key: 'a', Value: 1 },
      ],
      ['remove { Key: b, Value: 2 } → nothing', 'add { Key: b, Value: 2 } → - {Key: c, Value: 3}'],
    ],
    [
      'are those of the members of a map that differ',
      map,
      { name: 'web', items: ['one', 'two'] },
      { name: 'app', items: ['one', 'two'], more: 1 },
      ['change web → name: app'],
    ],
    [
      'are a member that is gone, and nothing for one that is not declared',
      map,
      { items: ['one', 'two'] },
      { name: 'web' },
      ['remove   - one\n  - two → nothing'],
    ],
    [
      'are the whole where a map is none any more',
      map,
      { name: 'web' },
      'x',
      ['change name: web\nitems:\n  - one\n  - two → x # why'],
    ],
  ];
  for (const [title, value, declared, live, expected] of table) {
    it(title, () => {
      expect(lines(lineEdits(manifest(value), declared, live))).to.deep.equal(expected);
    });
  }

  it('are not said of what is worked out, wherever it is', () => {
    expect(lines(lineEdits({ kind: 'worked-out', at: at('web') }, 'web', 'app'))).to.deep.equal([
      'change web → nothing',
    ]);
  });

  const queries: readonly [string, 'sql' | 'json', Json | undefined, string][] = [
    ['are text of SQL in a query', 'sql', "it's", "change web → name: 'it''s'"],
    ['are JSON in quotes where it has members', 'sql', { a: ["'"] }, `change web → name: '{"a":["''"]}'`],
    ['are a number in a query', 'sql', 61, 'change web → name: 61'],
    ['are true in a query', 'sql', true, 'change web → name: true'],
    ['are null in a query', 'sql', null, 'change web → name: null'],
    ['are JSON inside of JSON', 'json', 'a"b', 'change web → name: "a\\"b"'],
    ['are nothing where it goes', 'sql', undefined, 'remove web → nothing'],
  ];
  for (const [title, syntax, live, expected] of queries) {
    it(title, () => {
      expect(lines(lineEdits({ kind: 'query', at: at('web'), syntax }, 'web', live))).to.deep.equal([expected]);
    });
  }
});

describe('a value on one line of YAML', () => {
  const table: readonly [Json, string][] = [
    ['plain', 'plain'],
    ['a/b.c-d@e', 'a/b.c-d@e'],
    ['two words', '"two words"'],
    ['1a', '"1a"'],
    ['', '""'],
    ['yes', '"yes"'],
    ['Null', '"Null"'],
    ['yesterday', 'yesterday'],
    [1.5, '1.5'],
    [null, 'null'],
    [[1, 'a', []], '[1, a, []]'],
    [{ a: { 'b c': true } }, '{a: {"b c": true}}'],
    [{}, '{}'],
  ];
  for (const [value, expected] of table) {
    it(`is ${expected}`, () => {
      expect(yamlText(value)).to.equal(expected);
    });
  }
});
