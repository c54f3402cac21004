import { expect } from 'chai';
import type { Json, JsonObject } from '../../../../src/base/json.ts';
import type { BoundTable, TableColumn } from '../../../../src/engine/cloud-control/bind/bound.ts';
import type { CellSource } from '../../../../src/engine/cloud-control/output-sources.ts';
import { originals } from '../../../../src/engine/cloud-control/select-outputs.ts';
import type { LoadedTable } from '../../../../src/engine/cloud-control/table-rows.ts';
import { Unknown, type Value } from '../../../../src/values/value.ts';

const table = { kind: 'resources', index: 0 } as unknown as BoundTable;
const other = { kind: 'resources', index: 1 } as unknown as BoundTable;
const column = (name: string, of = table): CellSource => ({
  kind: 'column',
  table: of,
  column: { name, from: { kind: 'property', path: [name] } } as unknown as TableColumn,
});
const literal = (value: Value): CellSource => ({ kind: 'literal', literal: { kind: 'literal', value } as never });
const loaded = (of: BoundTable, ...rows: readonly JsonObject[]): LoadedTable => ({
  table: of,
  rows: rows.map((properties) => ({ region: 'r', identifier: 'i', properties, model: {} })),
});

describe('the JSON behind cells of SQLite', () => {
  const all: readonly [string, readonly CellSource[], readonly (readonly [unknown, Json])[]][] = [
    [
      'is true, false, a list or a map',
      [column('A')],
      [
        [1, true],
        [0, false],
        ['[1]', [1]],
        ['{"b":2}', { b: 2 }],
      ],
    ],
    ['is left out for numbers and texts of one source', [column('B')], []],
    [
      'is kept for all of several sources',
      [column('B'), literal('y')],
      [
        [7, 7],
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'is not told where two sources mean different things',
      [column('A'), literal(1)],
      [
        [0, false],
        ['[1]', [1]],
        ['{"b":2}', { b: 2 }],
      ],
    ],
    ['is told where two sources mean the same', [literal(true), literal(true)], [[1, true]]],
    ['is not told where SQLite works a part out', [column('A'), { kind: 'computed' }], []],
    ['is not there for null', [literal(null), literal('z')], [['z', 'z']]],
    ['is not there for what is not known', [literal(new Unknown('a.b')), literal('z')], [['z', 'z']]],
    ['is of the table that is meant', [column('A', other)], [['[9]', [9]]]],
    ['is nothing of a table that was not read', [column('A', { index: 2 } as unknown as BoundTable)], []],
  ];
  const tables = [
    loaded(table, { A: true, B: 7 }, { A: false, B: 'x' }, { A: [1] }, { A: { b: 2 } }, {}),
    loaded(other, { A: [9] }),
  ];
  for (const [title, sources, expected] of all) {
    it(title, () => {
      expect([...originals(sources, tables)]).to.deep.equal(expected);
    });
  }
});
