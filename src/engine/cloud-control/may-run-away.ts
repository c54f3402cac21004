import type { Block, SelectStatement } from '../../query/statement.ts';
import type { BoundSelect } from './bind/bound.ts';
import type { LoadedTable } from './table-rows.ts';

/** Steps that SQLite is through with in about a second; a step is a look at one combination of rows. */
const manySteps = 2_000_000;

/** How many steps the call of a function may be worth: some parse two policies and compare them. */
const functionSteps = 50;

/** What a table function is taken to yield for a row: nobody knows before it runs. */
const functionRows = 100;

/**
 * Whether SQLite may work on the statement for so long that a person would want to stop it: it is recursive, or its tables have too many
 * combinations for what it does with each. Nothing but a thread of its own can be stopped, and that has its price, which ordinary statements do not pay.
 */
export function mayRunAway(bound: BoundSelect, loaded: readonly LoadedTable[]): boolean {
  const { scope, statement } = bound;
  const rowsOf = (index: number): number => loaded.find(({ table }) => table.index === index)?.rows.length ?? 1;
  const known = new Map<number, number>();
  const combinations = (block: Block): number => {
    const earlier = known.get(block.id);
    if (earlier !== undefined) return earlier;
    // Whoever comes back to it while it is counted makes a recursion.
    known.set(block.id, Number.POSITIVE_INFINITY);
    const counted = count(block);
    known.set(block.id, counted);
    return counted;
  };
  const count = (block: Block): number => {
    const operands = scope.operandsOf(block);
    if (operands.length > 0) return operands.reduce((sum, operand) => sum + combinations(operand), 0);
    const tables = scope.tablesOf(block).map(({ index }) => Math.max(1, rowsOf(index)));
    const others = block.otherSources.map(({ alias }) => {
      const source = scope.source(block, alias);
      return source === undefined ? functionRows : combinations(source);
    });
    const subselects = statement.blocks
      .filter((inner) => inner.parent === block.id && inner.role === 'subselect')
      .map((inner) => combinations(inner));
    return [...tables, ...others, ...subselects].reduce((product, factor) => product * Math.max(1, factor), 1);
  };
  const whole = scope.block(0);
  return whole !== undefined && stepsFor(statement, combinations(whole)) > manySteps;
}

function stepsFor({ functions, hasWindow }: SelectStatement, combinations: number): number {
  const each = functions.length > 0 ? functionSteps : 1;
  // A window may look at all rows for each row.
  return each * combinations * (hasWindow ? combinations : 1);
}
