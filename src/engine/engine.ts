import type { Result } from '../base/result.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Failure } from '../provider/failure.ts';
import type { JsonObject } from '../base/json.ts';
import type { MayPass, RequestEvent, TaggedResource } from '../provider/provider.ts';
import type { Explanation } from './explanation.ts';
import type { DescribeOperation, Operation, ReadOperation, WriteOperation } from './operation.ts';
import type { Rows } from './rows.ts';

export type { Rows } from './rows.ts';

/** Carries operations out. Everything in them is known by now, and the binder found no mistake in them. */
export interface Engine {
  /** SHOW and DESCRIBE are answered from what is known of the types; nothing is asked. */
  read(operation: ReadOperation | DescribeOperation, options?: ReadOptions): Promise<Result<Rows, StatementFailure>>;
  /** The resources of the first table of a SELECT that each alone would give it a row: all from what is known by then, as far as it is. */
  matching(operation: ReadOperation): Promise<Result<readonly string[], StatementFailure>>;
  /**
   * Why a SELECT counts no row that meets its conditions, from what its reads are known to have answered: the conditions that are false,
   * with the values of both sides. What is not known any more is asked again.
   */
  explain(operation: ReadOperation): Promise<Result<Explanation, StatementFailure>>;
  write(operation: WriteOperation, options?: WriteOptions): Promise<Result<Written, StatementFailure>>;
  /** The live properties of one resource, from what is known or with one request; undefined when it is not there. */
  observe(target: {
    readonly typeName: string;
    readonly region: string;
    readonly identifier: string;
    /** Asks the cloud, whatever is known. Default: false. */
    readonly isAnew?: boolean;
  }): Promise<Result<JsonObject | undefined, StatementFailure>>;
  /** The identifiers of all resources of a type, under the parent that `model` names where its list needs one; none where that is not there. */
  list(request: {
    readonly typeName: string;
    readonly region: string;
    readonly model: JsonObject;
    /** Answers only from what was asked before, and says that there are none where it was not. Default: false. */
    readonly isOnlyKnown?: boolean;
  }): Promise<Result<readonly string[], StatementFailure>>;
  /**
   * What of every service has these tags, or had them within the last hour: the index of tags keeps what is deleted. Asked anew.
   */
  tagged(request: {
    readonly region: string;
    readonly tags: Readonly<Record<string, string>>;
  }): Promise<Result<readonly TaggedResource[], StatementFailure>>;
  /** How a request is doing, asked anew; undefined where the service does not know it, or no longer. */
  requestStatus(request: RequestName): Promise<Result<RequestEvent | undefined, StatementFailure>>;
  /** Drops what the last read of an operation has asked, so that the next one asks the cloud; without one, all that is known from reads. */
  forget(operation?: Operation): void;
}

/** A request by its token, which is known in one region only. */
export interface RequestName {
  readonly region: string;
  readonly requestToken: string;
}

export interface ReadOptions {
  /** The one resource whose row the first table of the SELECT has, whatever else there is. Default: all that the SELECT means. */
  readonly identifier?: string | undefined;
}

export interface WriteOptions {
  /** Kept over retries of one logical create, so that it happens once. */
  readonly clientToken?: string;
  /** Of creates and updates. Default: what has failed is not sent again, unless it was throttled. */
  readonly mayPass?: MayPass;
}

/** What a write did: one entry per resource (an `IN` list or several rows make several). */
export interface Written {
  readonly resources: readonly WrittenResource[];
  /** The rows of RETURNING, where the statement has it. */
  readonly returned: Rows | undefined;
}

export interface WrittenResource {
  readonly typeName: string;
  readonly region: string;
  readonly identifier: string | undefined;
  readonly requestToken: string;
  /** DELETE: it was not there. */
  readonly wasAbsent: boolean;
  /** INSERT: an earlier request of the same create has made it, perhaps from other properties. */
  readonly wasThere: boolean;
}

/** Why a statement was not carried out. */
export type StatementFailure =
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** What had already been done of a statement with several targets. */ readonly done: readonly WrittenResource[];
    }
  /** SQLite could not evaluate the statement: its own words. */
  | { readonly kind: 'not-evaluated'; readonly message: string; readonly diagnostics: readonly Diagnostic[] };
