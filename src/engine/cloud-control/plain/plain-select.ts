import { budgets } from '../../../base/budgets.ts';
import type { Expression, SelectCore } from '../../../query/tree.ts';
import type { SqlFunction } from '../../functions/sql-function.ts';
import type { BoundSelect } from '../bind/bound.ts';
import type { SqlRows } from '../sqlite.ts';
import type { LoadedTable } from '../table-rows.ts';
import { joinedRows } from './joined-rows.ts';
import { NotPlain, notPlain } from './not-plain.ts';
import { PlainExpressions } from './plain-expression.ts';
import type { PlainCell } from './plain-value.ts';

/**
 * The rows of a SELECT of the usual kind, as SQLite would give them: columns or COUNT(*) of resources that are compared with values, and
 * inner joins of them. Undefined for all others. Most statements of a stack are of this kind, and a table in SQLite for each is most of their cost.
 */
export function plainSelect(
  bound: BoundSelect,
  loaded: readonly LoadedTable[],
  functions: readonly SqlFunction[],
): SqlRows | undefined {
  return orLeave(() => {
    const core = plainCore(bound);
    const tables = tablesOf(core, bound, loaded);
    const expressions = new PlainExpressions(bound, loaded, functions);
    const conditions = [...core.sources.map(({ on }) => on), core.where].filter((one) => one !== undefined);
    const items = core.items.map((item) => (item.kind === 'expression' ? item : notPlain()));
    const columns = items.map(({ name }) => name);
    const outputs = isCount(core) ? undefined : items.map(({ expression }) => expression);
    expressions.check([...conditions, ...(outputs ?? [])]);
    const rows = joinedRows(tables, conditions, expressions);
    if (outputs === undefined) return { columns, rows: [[rows.length]] };
    // In which order SQLite goes through several tables, it alone knows; and it says what are too many.
    if ((tables.length > 1 && rows.length > 1) || rows.length > budgets.rows) return notPlain();
    return { columns, rows: rows.map((row) => outputs.map((output) => expressions.of(output, row))) };
  });
}

/** The distinct values of expressions over rows of tables that meet conditions, as SQLite would give them; undefined where it alone can. */
export function plainDistinct(
  bound: BoundSelect,
  {
    loaded,
    expressions,
    conditions,
  }: {
    readonly loaded: readonly LoadedTable[];
    readonly expressions: readonly Expression[];
    readonly conditions: readonly Expression[];
  },
): readonly (readonly PlainCell[])[] | undefined {
  return orLeave(() => {
    const plain = new PlainExpressions(bound, loaded, []);
    plain.check([...conditions, ...expressions]);
    const rows = joinedRows(loaded, conditions, plain).map((row) =>
      expressions.map((expression) => plain.of(expression, row)),
    );
    return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  });
}

/** Whether a SELECT calls something that is not SQLite's own. */
export function callsFunctions({ statement }: BoundSelect): boolean {
  return statement.functions.some(({ name }) => name !== 'count' && name !== 'json_extract');
}

function orLeave<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function plainCore({ statement: { query, blocks } }: BoundSelect): SelectCore {
  const [core, ...others] = query.operands;
  const isPlain =
    blocks.length === 1 &&
    others.length === 0 &&
    query.ctes.length === 0 &&
    query.orderBy.length === 0 &&
    query.limit === undefined &&
    query.offset === undefined &&
    core.kind === 'select' &&
    core.quantifier === undefined &&
    core.groupBy.length === 0 &&
    core.having === undefined &&
    core.windows.length === 0;
  return isPlain ? core : notPlain();
}

/** The tables in the order of FROM: resources that are joined with each other, or follow each other. */
function tablesOf(
  { sources }: SelectCore,
  { decisions }: BoundSelect,
  loaded: readonly LoadedTable[],
): readonly LoadedTable[] {
  if (sources.length === 0) notPlain();
  return sources.map(({ join, isNatural, source, using }) => {
    const isInner = join === 'first' || join === 'comma' || join === 'cross' || join === 'inner';
    const index = source.kind === 'table' ? decisions.tables.get(source) : undefined;
    const table = loaded.find((one) => one.table.index === index);
    return isInner && !isNatural && using.length === 0 && table !== undefined ? table : notPlain();
  });
}

/** `COUNT(*)` and nothing else. */
function isCount({ items }: SelectCore): boolean {
  const [item, ...others] = items;
  if (item?.kind !== 'expression' || others.length > 0 || item.expression.kind !== 'call') return false;
  const { name, isStar, filter, over } = item.expression;
  return name.name.toLowerCase() === 'count' && isStar && filter === undefined && over === undefined;
}
