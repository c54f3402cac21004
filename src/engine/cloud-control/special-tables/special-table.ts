import type { JsonObject } from '../../../base/json.ts';
import type { Result } from '../../../base/result.ts';
import type { Failure } from '../../../provider/failure.ts';
import type { JsonType } from '../../../resource-types/resource-type.ts';
import type { Call } from '../../call.ts';
import type { SpecialReads } from './special-reads.ts';

/**
 * A table of statements that is no resource type. `region` is a column and a parameter of each; every value of it is a request of its
 * own.
 */
export interface SpecialTable {
  /** `awscc.cloud_control.resource_request`. */
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** The columns of `SELECT *`, in order. */
  readonly columns: readonly SpecialColumn[];
  /** Columns that exist where they are named. Default: none. */
  readonly hidden?: readonly SpecialColumn[];
  /** What WHERE has to say, or may, beside `region`. One with the name of a column is that column. */
  readonly parameters: readonly SpecialParameter[];
  /** What can be done with the table, for SHOW METHODS. */
  readonly methods: readonly SpecialMethod[];
  /** The calls that a read may make. `typeNames`: what the statement says of TypeName, undefined where only the build knows it. */
  readonly calls: (typeNames: readonly (string | undefined)[]) => readonly Call[];
  /** The rows for one combination of parameters: a member per column. What is not there is no row. */
  read(request: SpecialRequest, reads: SpecialReads): Promise<Result<readonly JsonObject[], Failure>>;
}

export interface SpecialColumn {
  readonly name: string;
  readonly types: readonly JsonType[];
  readonly description: string;
  /** JSON text of a resource's properties, among which there may be secrets; the row's, or the request's, TypeName tells of which type. */
  readonly holdsModel?: true;
}

export interface SpecialParameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;
  /** What is wrong with a value, as the end of "TagFilters …"; undefined for a good one. Default: every text is good. */
  readonly mistakeIn?: (text: string) => string | undefined;
}

export interface SpecialMethod {
  readonly name: string;
  readonly verb: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly required: readonly string[];
}

export interface SpecialRequest {
  readonly region: string;
  /** The texts of the parameters that are given. */
  readonly given: ReadonlyMap<string, string>;
}

/** A text column. */
export function textColumn(name: string, description: string): SpecialColumn {
  return { name, types: ['string'], description };
}
