import type { Block, OtherSource, SelectStatement } from '../../../query/statement.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';
import type { FoundTable } from './find-type.ts';
import { hiddenColumns, shownColumns, specialColumns, tagsColumns } from './table-columns.ts';
import type { TableColumn } from './table-column.ts';

/** A table reference with what it means, before its requests are known. Where nothing has the name, it is neither type nor special. */
export interface ScopeTable {
  readonly index: number;
  readonly alias: string;
  /** The alias is one that the statement gives. */
  readonly isAliased: boolean;
  readonly block: number;
  readonly name: string;
  readonly type: ResourceType | undefined;
  readonly special: SpecialTable | undefined;
  readonly shape: 'full' | 'list';
  /** The table of a type's tags: whole resources, a row for each tag. */
  readonly isTags: boolean;
  readonly shown: readonly TableColumn[];
  readonly hidden: readonly TableColumn[];
}

/** An item of FROM. */
export type FromItem =
  | { readonly kind: 'table'; readonly alias: string; readonly table: ScopeTable }
  /** A CTE or derived table with the block that it shows, or a table function, which has none. */
  | {
      readonly kind: 'other';
      readonly alias: string;
      readonly source: OtherSource;
      readonly block: Block | undefined;
    };

export function scopeTable(
  statement: SelectStatement,
  index: number,
  { type, special, listOnly, isTags }: FoundTable,
): ScopeTable | undefined {
  const reference = statement.tables[index];
  if (reference === undefined) return undefined;
  const shape = listOnly ? 'list' : 'full';
  return {
    index,
    alias: reference.alias,
    isAliased: reference.source.alias !== undefined,
    block: reference.block,
    name: reference.name.text,
    type,
    special,
    shape,
    isTags,
    ...columnsOf(type, special, isTags ? 'tags' : shape),
  };
}

function columnsOf(
  type: ResourceType | undefined,
  special: SpecialTable | undefined,
  shape: 'full' | 'list' | 'tags',
): Pick<ScopeTable, 'shown' | 'hidden'> {
  if (type === undefined) return special === undefined ? { shown: [], hidden: [] } : specialColumns(special);
  if (shape === 'tags') return tagsColumns(type);
  return { shown: shownColumns(type, shape), hidden: hiddenColumns(type, shape) };
}

/** Whether nothing has the table's name. */
export function isUnknown({ type, special }: ScopeTable): boolean {
  return type === undefined && special === undefined;
}
