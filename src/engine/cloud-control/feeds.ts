import { ok, type Result } from '../../base/result.ts';
import type { Block, ColumnUse, Conjunct } from '../../query/statement.ts';
import type { SqlValue } from '../functions/sql-function.ts';
import type { BoundSelect, BoundTable } from './bind/bound.ts';
import { SqlWriter, tableName } from './render-sql.ts';
import { unitsOf, withClauseOf } from './sql-units.ts';
import { quoteName, type SqlQuery, type SqlRows, type SqlTable } from './sqlite.ts';

type Feed = Extract<Conjunct, { kind: 'feed' }>;

/** Something in FROM from which another table gets its parameters. */
type FeedSource =
  | { readonly kind: 'table'; readonly table: BoundTable }
  | { readonly kind: 'block'; readonly block: Block; readonly alias: string; readonly name: string };

/** How the parameters of a table are worked out from what is loaded. */
export interface FeedPlan {
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
  return { feeds, sources: [...sources.values()], needs };
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
  tables: readonly SqlTable[],
): Promise<Result<readonly (readonly SqlValue[])[], string>> {
  const writer = new SqlWriter();
  const from = plan.sources.map((source) => sourceSql(writer, bound, source));
  const withClause = writer.write(withClauseOf(unitsOf(bound.statement.text)), bound);
  const expressions = plan.feeds.map((feed) => writer.write(unitsOf(feed.expression), bound));
  const sql = `${withClause} SELECT DISTINCT ${expressions.join(', ')} FROM ${from.join(', ')}${joinSql(writer, bound, plan)}`;
  const answer = await evaluate({ sql, parameters: writer.parameters, tables });
  return answer.ok ? ok(answer.value.rows) : answer;
}

function sourceSql(writer: SqlWriter, bound: BoundSelect, source: FeedSource): string {
  if (source.kind === 'table') {
    return `${quoteName(tableName(source.table.index))} AS ${quoteName(source.table.reference.alias)}`;
  }
  if (source.block.role === 'cte') return `${quoteName(source.name)} AS ${quoteName(source.alias)}`;
  return `(${writer.write(unitsOf(source.block.text), bound)}\n) AS ${quoteName(source.alias)}`;
}

/** Conditions between the sources themselves, so that only combinations are asked for that the statement can yield. */
function joinSql(writer: SqlWriter, bound: BoundSelect, plan: FeedPlan): string {
  if (plan.sources.length < 2) return '';
  const aliases = new Set(
    plan.sources.map((source) => (source.kind === 'table' ? source.table.reference.alias : source.alias).toLowerCase()),
  );
  const isInside = (use: ColumnUse): boolean => use.qualifier !== undefined && aliases.has(use.qualifier.toLowerCase());
  const conditions = bound.statement.blocks
    .flatMap((block) => block.conjuncts)
    .filter(
      (conjunct): conjunct is Feed =>
        conjunct.kind === 'feed' &&
        conjunct.origin !== 'left-on' &&
        isInside(conjunct.column) &&
        conjunct.mentions.every(isInside),
    )
    .map(({ column, expression }) => {
      const name = bound.renames.get(column.name.toLowerCase()) ?? column.name;
      return `${quoteName(column.qualifier ?? '')}.${quoteName(name)} = (${writer.write(unitsOf(expression), bound)})`;
    });
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}
