import type { Result } from '../base/result.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { Value } from '../values/value.ts';
import type { StatementFailure } from './engine.ts';

/** A resource as it is in the cloud. */
export interface LiveResource {
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  /** Secrets are marked. */
  readonly properties: readonly (readonly [string, Value])[];
}

/** Lists whole types. What is asked for one type is known for the next: a parent is listed once. */
export interface Lister {
  /** Every resource of a type, those under parents too; or why it cannot be said which there are. */
  list(type: ResourceType, region: string): Promise<Result<readonly LiveResource[], StatementFailure>>;
  /** One resource; undefined where there is none. */
  read(
    type: ResourceType,
    region: string,
    identifier: string,
  ): Promise<Result<LiveResource | undefined, StatementFailure>>;
  /** Only asks which there are, for those that are listed under them. */
  look(type: ResourceType, region: string): Promise<Result<number, StatementFailure>>;
}
