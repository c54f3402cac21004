import { expect } from 'chai';
import type { Json } from '../../../../src/base/json.ts';

import { openSqlite, type SqlTable } from '../../../../src/engine/cloud-control/sqlite.ts';
import { toSql } from '../../../../src/engine/cloud-control/to-sql.ts';
import { reveal } from '../../../../src/values/reading.ts';
import { createStatementEngine } from '../../../support/statement-engine.ts';
import { columnName, plainTables, SelectMaker } from '../../../support/random-selects.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';
import { createFakeProvider, type FakeResource } from '../fake-provider.ts';
import { select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

/** Of `npm run test:selects` some thousands. */
const amount = Number(process.env['RANDOM_SELECTS'] ?? 150);

/** The properties of a resource, in the order in which its table names them. */
type Cells = readonly (string | number | boolean | undefined)[];

const typeNames = ['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::EC2::VPC'];
const rows: readonly (readonly Cells[])[] = [
  [
    ['p1', 'a'],
    ['p2', 'web'],
    ['p3', 'A'],
  ],
  [
    ['p1', 'c1', 'web', 30, true],
    ['p1', 'c2', 'a', 7, false],
    ['p2', 'c3', 'b', 30, true],
    ['p2', 'c4', undefined, undefined, undefined],
    ['p3', 'c5', 'web', 1, false],
  ],
  [
    ['v1', '10.0.0.0/16', 1, true],
    ['v2', '10.1.0.0/16', 0, false],
    ['v3', undefined, undefined, undefined],
  ],
];

const world = rows.flatMap((resources, index): readonly FakeResource[] => {
  const names = plainTables[index]?.properties.map(({ name }) => name) ?? [];
  return resources.map((cells) => {
    const entries = names
      .map((name, column) => [name, cells[column]] as const)
      .filter(([, cell]) => cell !== undefined);
    const identifier = identifierOf(index, cells);
    const properties = Object.fromEntries(entries) as Readonly<Record<string, Json>>;
    const listed = Object.fromEntries(entries.slice(0, index === 1 ? 2 : 1)) as Readonly<Record<string, Json>>;
    return { region: 'eu-west-1', typeName: typeNames[index] ?? '', identifier, properties, listed };
  });
});

/** The same rows for SQLite alone, every property under both of its spellings. */
const plain = rows.map((resources, index): SqlTable => {
  const names = plainTables[index]?.properties.map(({ name }) => name) ?? [];
  return {
    name: `plain${index}`,
    columns: ['Identifier', ...names, ...names.map(columnName)],
    rows: resources.map((cells) => {
      const own = names.map((_, column) => toSql(cells[column] ?? null));
      return [identifierOf(index, cells), ...own, ...own];
    }),
  };
});

function identifierOf(table: number, [first, second]: Cells): string {
  return table === 1 ? `${String(first)}|${String(second)}` : String(first);
}

/** As SQLite has them; in any order unless they have one. */
function shown(found: readonly (readonly unknown[])[], isOrdered: boolean): readonly string[] {
  const lines = found.map((row) =>
    JSON.stringify(row, (_, cell: unknown) =>
      typeof cell === 'boolean' ? Number(cell) : typeof cell === 'bigint' ? Number(cell) : cell,
    ),
  );
  return isOrdered ? lines : lines.sort();
}

/** The shortest differences, and how many there are: of several kinds the simplest of each is likely to be among them. */
function summarized(differences: readonly string[]): string {
  const shown = differences.toSorted((left, right) => left.length - right.length).slice(0, 30);
  const left = differences.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('\n\n');
}

describe('random SELECTs', () => {
  it(`answer as SQLite does over the same rows (${amount})`, async () => {
    const sqlite = await openSqlite();
    const provider = createFakeProvider(world);
    const engine = createStatementEngine({ provider, registry: createTestRegistry(), defaultRegion: 'eu-west-1' });
    const maker = new SelectMaker(createSeededRandom('selects'));
    const differences: string[] = [];
    let refused = 0;
    let empty = 0;
    for (let index = 0; index < amount; index += 1) {
      const { text, plain: plainText, isOrdered } = maker.next();
      const wanted = sqlite.run({ sql: plainText, parameters: [], tables: plain });
      const answer = await engine.read(select(text));
      if (!wanted.ok) {
        refused += 1;
        if (answer.ok) differences.push(`${text}\n  SQLite: ${wanted.error}\n  answered`);
        continue;
      }
      const right = shown(wanted.value.rows, isOrdered);
      if (right.length === 0) empty += 1;
      const got = answer.ok
        ? shown(
            answer.value.rows.map((row) => row.map((cell) => reveal(cell))),
            isOrdered,
          )
        : [
            answer.error.kind === 'failed'
              ? answer.error.failure.message
              : answer.error.diagnostics.map(({ message }) => message).join('; '),
          ];
      if (right.join('\n') !== got.join('\n')) {
        differences.push(`${text}\n  SQLite: ${right.join(' ')}\n  here:   ${got.join(' ')}`);
      }
    }
    sqlite.close();
    expect(summarized(differences)).to.equal('');
    // What is made must be worth asking.
    expect(refused).to.be.below(amount / 10);
    expect(empty).to.be.below(amount / 2);
  });
});
