import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import type { Value } from '../../../values/value.ts';
import type { ReadSource } from '../../operation.ts';
import type { Identifier, Literal, ResourceName, SelectStatement, TableReference } from '../../../query/statement.ts';
import type { InsertTarget } from './insert-targets.ts';
import type { Scope } from './scope.ts';

/**
 * What statements have been found to mean, by the parts of them that many share: those that differ in values alone have the very same
 * parts elsewhere (`StatementPattern`).
 */
export class SharedMeanings {
  /** What names of SELECTs mean, by their tables. */
  readonly scopes = new WeakMap<readonly TableReference[], Scope>();
  /** What SELECTs mean whatever their values are, by their models. */
  readonly forms = new WeakMap<SelectStatement, KnownForm>();
  /** The types that writes are about, by their names in them. */
  readonly writtenTypes = new WeakMap<ResourceName, WrittenType>();
  /** Where the values of an INSERT go, by its columns. */
  readonly targets = new WeakMap<readonly Identifier[], readonly InsertTarget[]>();
}

/** The type that a write is about. */
export interface WrittenType {
  /** Undefined where it is not known, or something is wrong with it. */
  readonly type: ResourceType | undefined;
  /** The statement names the table of all types, and its TypeName says which type it means. */
  readonly isGeneric: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a SELECT means whatever the values of its literals are, as long as none of them is a mistake. */
export interface ReadForm {
  readonly sources: readonly SourceForm[];
}

/** What was found of a SELECT; undefined where it has no form. */
export interface KnownForm {
  /** The region that it was bound with. */
  readonly defaultRegion: Value | undefined;
  readonly form: ReadForm | undefined;
}

/** A table, and the literals that say which of its resources are asked for. */
export interface SourceForm extends Pick<ReadSource, 'name' | 'properties'> {
  readonly type: ResourceType;
  readonly regions: ParameterForm | undefined;
  readonly parameters: readonly (readonly [name: string, form: ParameterForm])[];
}

export type ParameterForm =
  | { readonly kind: 'literals'; readonly literals: readonly Literal[] }
  /** The same for all. */
  | { readonly kind: 'fixed'; readonly values: readonly Value[] };
