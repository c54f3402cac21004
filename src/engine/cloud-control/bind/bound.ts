import type { Location } from '../../../diagnostics/source.ts';
import type { Conjunct, Literal, SelectStatement, TableReference } from '../../../query/statement.ts';
import type { Property, PropertyPath, Registry, ResourceType } from '../../../resource-types/resource-type.ts';
import type { Value } from '../../../values/value.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';
import type { Scope } from './scope.ts';

/** What statements are bound with. */
export interface BindContext {
  readonly registry: Registry;
  /** The region of statements that name none; undefined where there is none either. */
  readonly defaultRegion: Value | undefined;
}

/** A SELECT whose names are resolved and whose requests are known, but for values that the build or other tables yield. */
export interface BoundSelect {
  readonly statement: SelectStatement;
  /** What its names mean. */
  readonly scope: Scope;
  /** One per table reference whose type is known, in their order. */
  readonly tables: readonly BoundTable[];
  /** Names in the text that are a property's, and the column that they mean: `CallbackURLs` → `callback_urls`. */
  readonly renames: ReadonlyMap<string, string>;
  /** Literals that are compared with a column and have to be read with its type. */
  readonly readAs: ReadonlyMap<Literal, Value>;
  /**
   * The column compared with this literal is a request parameter that SQLite could not resolve: it is replaced by this qualified name,
   * or, where undefined, by the literal itself, which makes the comparison true.
   */
  readonly consumed: ReadonlyMap<Literal, { readonly qualifier: string; readonly column: string } | undefined>;
}

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
  /** Undefined: all that the list has. Always so for `list`. */
  readonly identifier: ParameterSource | undefined;
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

/** A column as SQLite has it. */
export interface TableColumn {
  readonly name: string;
  /** Where its value comes from. */
  readonly from:
    | { readonly kind: 'region' }
    | { readonly kind: 'identifier' }
    | { readonly kind: 'property'; readonly path: PropertyPath }
    /** A parameter of the request that is no property: its column holds what was asked with. */
    | { readonly kind: 'request'; readonly parameter: RequestParameter }
    /** A column or parameter of a special table: what was asked with, else what was answered. */
    | { readonly kind: 'field'; readonly name: string; readonly types: Property['types'] };
  readonly property: Property | undefined;
  /** Secret paths inside the value; an empty path is the whole value. */
  readonly secrets: readonly PropertyPath[];
}

export type RequestParameter = 'RoleArn' | 'TypeVersionId';

/** Where the values of a request parameter come from: each value is a request of its own. */
export type ParameterSource =
  | { readonly kind: 'constant'; readonly values: readonly Value[]; readonly at: Location | undefined }
  /** Rows of other tables: `detail.Identifier = listing.Identifier`. */
  | { readonly kind: 'feed'; readonly conjunct: Extract<Conjunct, { kind: 'feed' }> };
