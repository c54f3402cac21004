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
  /** Both. */
  readonly all: readonly TableColumn[];
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

type Columns = Pick<ScopeTable, 'shown' | 'hidden' | 'all'>;

/** Statements ask for the same types again and again. */
const columnsOfTypes = new WeakMap<ResourceType, Map<'full' | 'list' | 'tags', Columns>>();

function columnsOf(
  type: ResourceType | undefined,
  special: SpecialTable | undefined,
  shape: 'full' | 'list' | 'tags',
): Columns {
  if (type === undefined) {
    return withAll(special === undefined ? { shown: [], hidden: [] } : specialColumns(special));
  }
  const ofType = columnsOfTypes.get(type) ?? new Map<typeof shape, Columns>();
  columnsOfTypes.set(type, ofType);
  const known = ofType.get(shape);
  if (known !== undefined) return known;
  const columns = withAll(
    shape === 'tags' ? tagsColumns(type) : { shown: shownColumns(type, shape), hidden: hiddenColumns(type, shape) },
  );
  ofType.set(shape, columns);
  return columns;
}

function withAll({ shown, hidden }: Pick<ScopeTable, 'shown' | 'hidden'>): Columns {
  return { shown, hidden, all: [...shown, ...hidden] };
}

/** Whether nothing has the table's name. */
export function isUnknown({ type, special }: ScopeTable): boolean {
  return type === undefined && special === undefined;
}
