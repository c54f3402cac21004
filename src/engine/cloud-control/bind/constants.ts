import type { Block, ColumnUse, Conjunct, Literal } from '../../../query/statement.ts';
import { isMarked, type Value } from '../../../values/value.ts';
import type { Scope } from './scope.ts';
import type { ScopeTable } from './scope-table.ts';

type Constant = Extract<Conjunct, { kind: 'constant' }>;
type Feed = Extract<Conjunct, { kind: 'feed' }>;

/** A conjunct that gives a request parameter its values. */
export interface FoundConstant {
  readonly conjunct: Constant;
  readonly block: Block;
}

/** The values of literals; a list that stands for several stands here as several. */
export function valuesOf(literals: readonly Literal[]): readonly Value[] {
  return literals.flatMap(({ value }) => valuesIn(value));
}

/** What a literal of this value says. */
export function valuesIn(value: Value): readonly Value[] {
  return isMarked(value) && value.kind === 'sql-list' ? value.items : [value];
}

/** Where a parameter may stand besides the table's own block. */
export type Leaks = 'always' | 'where-unresolved' | 'never';

/**
 * The conjunct that gives a request parameter of a table its values: in the table's own block, or a `region` (or an `Identifier` that
 * means nothing there) of a block around it, which goes down into CTEs and derived tables.
 */
export function constantFor(
  scope: Scope,
  table: ScopeTable,
  isParameter: (use: ColumnUse) => boolean,
  leaks: Leaks,
): FoundConstant | undefined {
  const own = scope.block(table.block);
  if (own === undefined) return undefined;
  for (const conjunct of own.conjuncts) {
    if (conjunct.kind !== 'constant' || !isParameter(conjunct.column)) continue;
    // A property that several tables have, and share with none, is that of none of them.
    const meaning = scope.resolve(conjunct.column, own);
    if (leaks === 'never' && meaning.kind === 'ambiguous' && !meaning.isShared) continue;
    if (means(scope, table, own, conjunct.column) && restricts(scope, table, conjunct)) return { conjunct, block: own };
  }
  return leaks === 'never' ? undefined : leaking(scope, own, isParameter, leaks);
}

function leaking(
  scope: Scope,
  inner: Block,
  isParameter: (use: ColumnUse) => boolean,
  leaks: 'always' | 'where-unresolved',
): FoundConstant | undefined {
  const around = inner.parent === undefined ? undefined : scope.block(inner.parent);
  if (around === undefined) return undefined;
  for (const conjunct of around.conjuncts) {
    if (conjunct.kind !== 'constant' || conjunct.origin.kind === 'left-on' || !isParameter(conjunct.column)) continue;
    const { qualifier } = conjunct.column;
    if (qualifier !== undefined) {
      // `v.region = '…'` is meant for what stands behind v.
      if (scope.source(around, qualifier)?.id === inner.id) return { conjunct, block: around };
      continue;
    }
    if (leaks === 'always' || scope.resolve(conjunct.column, around).kind !== 'column')
      return { conjunct, block: around };
  }
  return leaking(scope, around, isParameter, leaks);
}

/** The conjunct that feeds a request parameter of a table from other tables. */
export function feedFor(scope: Scope, table: ScopeTable, isParameter: (use: ColumnUse) => boolean): Feed | undefined {
  const own = scope.block(table.block);
  return own?.conjuncts.find(
    (conjunct): conjunct is Feed =>
      conjunct.kind === 'feed' &&
      isParameter(conjunct.column) &&
      conjunct.column.qualifier !== undefined &&
      means(scope, table, own, conjunct.column) &&
      restricts(scope, table, conjunct) &&
      conjunct.mentions.every((mention) => !means(scope, table, own, mention)),
  );
}

/** A use of a parameter of the table in a condition that gives it no values: `region <> 'eu-west-1'`. */
export function otherUseOf(
  scope: Scope,
  table: ScopeTable,
  isParameter: (use: ColumnUse) => boolean,
): ColumnUse | undefined {
  const own = scope.block(table.block);
  const mentions = own?.conjuncts.flatMap((conjunct) => (conjunct.kind === 'other' ? conjunct.mentions : [])) ?? [];
  return mentions.find((use) => own !== undefined && isParameter(use) && means(scope, table, own, use));
}

/** Whether the column is one of this table. Without a qualifier it is one of every table in the block that has it. */
function means(scope: Scope, table: ScopeTable, block: Block, use: ColumnUse): boolean {
  const meaning = scope.resolve(use, block);
  if (meaning.kind === 'column') return meaning.table.index === table.index;
  return (
    meaning.kind === 'ambiguous' &&
    meaning.among.some((item) => item.kind === 'table' && item.table.index === table.index)
  );
}

/** The condition of a LEFT JOIN chooses rows of what is joined, and of nothing before it. */
function restricts(scope: Scope, table: ScopeTable, { origin }: Constant | Feed): boolean {
  if (origin.kind !== 'left-on') return true;
  const position = scope.statement.tables[table.index]?.position;
  return position !== undefined && position >= origin.joined.first && position < origin.joined.end;
}
