import type { Property, PropertyPath } from '../../../resource-types/resource-type.ts';

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
