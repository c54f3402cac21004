import { ok, type Result } from '../../base/result.ts';
import type { Block, ColumnUse, Conjunct } from '../../query/statement.ts';
import type { Expression } from '../../query/tree.ts';
import type { SqlValue } from '../functions/sql-function.ts';
import type { BoundSelect, BoundTable } from './bind/bound.ts';
import { SqlPrinter } from './print-sql.ts';
import { quoteName } from './quote-name.ts';
import { plainDistinct } from './plain/plain-select.ts';
import type { SqlQuery, SqlRows } from './sqlite.ts';
import { sqlTable, type LoadedTable } from './table-rows.ts';
import { tableName } from './to-sql.ts';

type Feed = Extract<Conjunct, { kind: 'feed' }>;

/** Something in FROM from which another table gets its parameters. */
type FeedSource =
  | { readonly kind: 'table'; readonly table: BoundTable }
  | { readonly kind: 'block'; readonly block: Block; readonly alias: string; readonly name: string };

/** How the parameters of a table are worked out from what is loaded. */
export interface FeedPlan {
  /** The block of the table. */
  readonly block: Block;
  readonly feeds: readonly Feed[];
  readonly sources: readonly FeedSource[];
  /** Indexes of the tables whose rows are needed for it. */
  readonly needs: ReadonlySet<number>;
}

/** How the parameters of these feeds can be worked out together; undefined where they hang on what only SQLite knows. */
export function planFeeds(bound: BoundSelect, table: BoundTable, feeds: readonly Feed[]): FeedPlan | undefined {
  const block = bound.scope.block(table.reference.block);
  if (block === undefined) return undefined;
  const sources = new Map<string, FeedSource>();
  const needs = new Set<number>();
  for (const feed of feeds) {
    for (const mention of feed.mentions) {
      const source = sourceOf(bound, block, mention);
      if (source === undefined) return undefined;
      if (source.kind === 'table') {
        sources.set(`table ${source.table.index}`, source);
        needs.add(source.table.index);
      } else {
        sources.set(`block ${source.alias}`, source);
        for (const index of tablesUnder(bound, source.block)) needs.add(index);
      }
    }
  }
  if (needs.has(table.index)) return undefined;
  return { block, feeds, sources: [...sources.values()], needs };
}

function sourceOf(bound: BoundSelect, block: Block, use: ColumnUse): FeedSource | undefined {
  const meaning = bound.scope.resolve(use, block);
  if (meaning.kind === 'column') {
    const table = bound.tables.find((candidate) => candidate.index === meaning.table.index);
    return table === undefined || meaning.table.block !== block.id ? undefined : { kind: 'table', table };
  }
  if (meaning.kind !== 'output' || meaning.block.id === block.id) return undefined;
  const source = block.otherSources.find((other) =>
    use.qualifier === undefined
      ? bound.scope.source(block, other.alias)?.id === meaning.block.id
      : other.alias.toLowerCase() === use.qualifier.toLowerCase(),
  );
  // Only the table expressions of the whole statement can be asked by themselves.
  if (source === undefined || (meaning.block.role === 'cte' && meaning.block.parent !== 0)) return undefined;
  return { kind: 'block', block: meaning.block, alias: source.alias, name: source.name };
}

/** Every table whose rows a block shows, directly or through other blocks. */
function tablesUnder(bound: BoundSelect, root: Block, visited = new Set<number>()): readonly number[] {
  if (visited.has(root.id)) return [];
  visited.add(root.id);
  const own = bound.scope.tablesOf(root).map((table) => table.index);
  const inner = bound.statement.blocks.filter((block) => block.parent === root.id);
  const named = root.otherSources
    .map((source) => bound.scope.source(root, source.alias))
    .filter((block) => block !== undefined);
  return [...own, ...[...inner, ...named].flatMap((block) => tablesUnder(bound, block, visited))];
}

/** The values that the feeds yield, one list per distinct combination, in the order of `plan.feeds`. */
export async function evaluateFeeds(
  evaluate: (query: SqlQuery) => Promise<Result<SqlRows, string>>,
  bound: BoundSelect,
  plan: FeedPlan,
  loaded: readonly LoadedTable[],
): Promise<Result<readonly (readonly SqlValue[])[], string>> {
  const conditions = conditionsOf(bound, plan);
  const plain = plainFeeds(bound, plan, conditions, loaded);
  if (plain !== undefined) return ok(plain);
  const writer = new SqlPrinter(bound.decisions);
  const written = (expression: Expression): string => writer.print((printer) => printer.expression(expression));
  const from = plan.sources.map((source) => sourceSql(writer, source));
  const withClause = writer.print((printer) => printer.withClause(bound.statement.query));
  const expressions = plan.feeds.map(({ expression }) => written(expression));
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map((one) => `(${written(one)})`).join(' AND ')}`;
  const sql = `${withClause}SELECT DISTINCT ${expressions.join(', ')} FROM ${from.join(', ')}${where}`;
  const answer = await evaluate({ sql, parameters: writer.parameters, tables: loaded.map(sqlTable) });
  return answer.ok ? ok(answer.value.rows) : answer;
}

/** The same without SQLite, where the sources are tables. */
function plainFeeds(
  bound: BoundSelect,
  { feeds, sources }: FeedPlan,
  conditions: readonly Expression[],
  loaded: readonly LoadedTable[],
): readonly (readonly SqlValue[])[] | undefined {
  const tables = sources.map((source) =>
    source.kind === 'table' ? loaded.find(({ table }) => table.index === source.table.index) : undefined,
  );
  if (bound.statement.blocks.length > 1 || tables.includes(undefined)) return undefined;
  return plainDistinct(bound, {
    loaded: tables.filter((table) => table !== undefined),
    expressions: feeds.map(({ expression }) => expression),
    conditions,
  });
}

function sourceSql(writer: SqlPrinter, source: FeedSource): string {
  if (source.kind === 'table') {
    return `${quoteName(tableName(source.table.index))} AS ${quoteName(source.table.reference.alias)}`;
  }
  if (source.block.role === 'cte') return `${quoteName(source.name)} AS ${quoteName(source.alias)}`;
  const { tree } = source.block;
  const sql = writer.print((printer) => ('operands' in tree ? printer.query(tree) : printer.core(tree)));
  return `(${sql}) AS ${quoteName(source.alias)}`;
}

/** What must be true of the sources' rows by themselves, so that no more is asked for than the statement can yield. */
function conditionsOf(bound: BoundSelect, { block, sources }: FeedPlan): readonly Expression[] {
  return block.conditions
    .filter(
      ({ mentions }) =>
        mentions.length > 0 && mentions.every((use) => sources.some((source) => isOf(bound, block, source, use))),
    )
    .map(({ expression }) => expression);
}

/** Whether a name means a column of the source, and of no other that shows the same block. */
function isOf(bound: BoundSelect, block: Block, source: FeedSource, use: ColumnUse): boolean {
  const meaning = bound.scope.resolve(use, block);
  if (source.kind === 'table') return meaning.kind === 'column' && meaning.table.index === source.table.index;
  if (meaning.kind !== 'output' || meaning.block.id !== source.block.id) return false;
  if (use.qualifier !== undefined) return use.qualifier.toLowerCase() === source.alias.toLowerCase();
  return block.otherSources.filter((other) => other.block === source.block.id).length === 1;
}
