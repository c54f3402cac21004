import { partsOf, withoutParentheses } from '../../../query/reading/expression-parts.ts';
import type { Expression } from '../../../query/tree.ts';
import type { LoadedTable, TableRow } from '../table-rows.ts';
import { notPlain } from './not-plain.ts';
import type { PlainExpressions, PlainRow } from './plain-expression.ts';

/** How many combinations of rows are looked at; SQLite has faster ways through more. */
const mostCombinations = 10_000;

/** A condition with the tables whose columns it names. */
interface Term {
  readonly condition: Expression;
  readonly needs: ReadonlySet<number>;
}

/** The combinations of rows of tables that meet all conditions, in the order of the tables; each condition is asked as soon as it can be. */
export function joinedRows(
  tables: readonly LoadedTable[],
  conditions: readonly Expression[],
  expressions: PlainExpressions,
): readonly PlainRow[] {
  const terms = conditions
    .flatMap(conjunctsOf)
    .map((condition): Term => ({ condition, needs: tablesIn(condition, expressions) }));
  const meets = (row: PlainRow, asked: readonly Term[]): boolean =>
    // Each is asked: what SQLite refuses is left to it, however the others come out.
    asked.map(({ condition }) => expressions.holds(condition, row)).every((holds) => holds);
  const nothing: PlainRow = new Map<number, TableRow>();
  const isPossible = meets(
    nothing,
    terms.filter(({ needs }) => needs.size === 0),
  );
  const chosen = tables.map(({ table: { index }, rows }) => {
    const own = terms.filter(({ needs }) => needs.size === 1 && needs.has(index));
    return { index, rows: rows.map((row): PlainRow => new Map([[index, row]])).filter((row) => meets(row, own)) };
  });
  if (chosen.reduce((product, { rows }) => product * Math.max(1, rows.length), 1) > mostCombinations) notPlain();
  let found: readonly PlainRow[] = isPossible ? [nothing] : [];
  const present = new Set<number>();
  for (const { index, rows } of chosen) {
    present.add(index);
    const between = terms.filter(
      ({ needs }) => needs.size > 1 && needs.has(index) && [...needs].every((one) => present.has(one)),
    );
    found = found
      .flatMap((before) => (before.size === 0 ? rows : rows.map((row) => new Map([...before, ...row]))))
      .filter((row) => meets(row, between));
  }
  return found;
}

function conjunctsOf(condition: Expression): readonly Expression[] {
  const inner = withoutParentheses(condition);
  return inner.kind === 'and' ? inner.terms.flatMap(conjunctsOf) : [condition];
}

function tablesIn(condition: Expression, expressions: PlainExpressions): ReadonlySet<number> {
  const { columns, hasSubselect } = partsOf(condition);
  return hasSubselect ? notPlain() : new Set(columns.map((use) => expressions.tableOf(use)));
}
