import type { Location } from '../../../diagnostics/source.ts';
import type { ColumnUse, Conjunct, Literal, SelectStatement, TableReference } from '../../../query/statement.ts';
import type { CallExpression, Expression, NamedSource, SelectItem } from '../../../query/tree.ts';
import type { Registry, ResourceType } from '../../../resource-types/resource-type.ts';
import type { PlainValue, Value } from '../../../values/value.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';
import type { Scope } from './scope.ts';
import type { SharedMeanings } from './shared-meanings.ts';
import type { TableColumn } from './table-column.ts';

export type { TableColumn } from './table-column.ts';

/** What statements are bound with. */
export interface BindContext {
  readonly registry: Registry;
  /** The region of statements that name none; undefined where there is none either. */
  readonly defaultRegion: Value | undefined;
  /** What was found out of statements that share parts, with this registry. Default: nothing is known. */
  readonly shared?: SharedMeanings;
}

/** A SELECT whose names are resolved and whose requests are known, but for values that the build or other tables yield. */
export interface BoundSelect {
  readonly statement: SelectStatement;
  /** What its names mean. */
  readonly scope: Scope;
  /** One per table reference whose type is known, in their order. */
  readonly tables: readonly BoundTable[];
  readonly decisions: Decisions;
}

/** What nodes of a statement's tree are to SQLite, where they are something else than they say. */
export interface Decisions {
  /** Uses of columns, as SQL. */
  readonly columns: ReadonlyMap<ColumnUse, string>;
  /** What outputs without an alias have to be called, as SQL, so that the statement finds them by their names. */
  readonly names: ReadonlyMap<SelectItem, string>;
  /** The indexes of the table references. */
  readonly tables: ReadonlyMap<NamedSource, number>;
  /** Literals that are compared with a column and have to be read with its type. */
  readonly readAs: ReadonlyMap<Literal, Value>;
  /** Conditions that are true because the request was sent with their values, and that SQLite has no column for. */
  readonly met: ReadonlySet<Expression>;
  /** What functions are given before what the statement gives them. */
  readonly hidden: ReadonlyMap<CallExpression, readonly HiddenInput[]>;
}

/** An input of a function that the statement does not write. */
export type HiddenInput =
  | { readonly kind: 'value'; readonly value: PlainValue }
  /** A column of a table reference, by its index; `code`: as SQL. */
  | { readonly kind: 'column'; readonly table: number; readonly column: TableColumn; readonly code: string };

/** A table reference with its requests. */
export type BoundTable = BoundResources | BoundSpecial;

interface BoundReference {
  readonly index: number;
  readonly reference: TableReference;
  readonly columns: readonly TableColumn[];
  readonly region: ParameterSource;
}

/** The resources of one type. */
export interface BoundResources extends BoundReference {
  readonly kind: 'resources';
  readonly type: ResourceType;
  /** `list`: `…_list_only`, what ListResources tells. */
  readonly shape: 'full' | 'list';
  /** Of the table of a type's tags: the property that holds them. A resource is a row for each of its tags then. */
  readonly tagProperty: string | undefined;
  /** Undefined: all that the list has. Always so for `list`. */
  readonly identifier: ParameterSource | undefined;
  /** Every part of the identifier is compared: whether these comparisons say the Identifier hangs on their values. */
  readonly isMaybeIdentified: boolean;
  /** What is known of the properties that the list handler requires, by property name. */
  readonly model: ReadonlyMap<string, ParameterSource>;
  readonly roleArn: Value | undefined;
  readonly typeVersionId: Value | undefined;
}

/** A table that is no resource type. */
export interface BoundSpecial extends BoundReference {
  readonly kind: 'special';
  readonly special: SpecialTable;
  /** What the statement says of the table's parameters, by their names. */
  readonly parameters: ReadonlyMap<string, ParameterSource>;
}

/** Where the values of a request parameter come from: each value is a request of its own. */
export type ParameterSource =
  | {
      readonly kind: 'constant';
      readonly values: readonly Value[];
      readonly at: Location | undefined;
      /** The literals that say the values, as they are, one after the other; none where something else does. */
      readonly literals: readonly Literal[];
    }
  /** Rows of other tables: `detail.Identifier = listing.Identifier`. */
  | { readonly kind: 'feed'; readonly conjunct: Extract<Conjunct, { kind: 'feed' }> };
