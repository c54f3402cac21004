import type { Result } from '../base/result.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Failure } from '../provider/failure.ts';
import type {
  DeleteStatement,
  DescribeStatement,
  InsertStatement,
  SelectStatement,
  ShowStatement,
  UpdateStatement,
} from '../query/statement.ts';
import type { PlainValue, Value } from '../values/value.ts';
import type { JsonObject } from '../base/json.ts';

/** Carries statements out. Everything in them is known by now; they passed the check. */
export interface Engine {
  /** SHOW and DESCRIBE are answered from what is known of the types; nothing is asked. */
  read(statement: SelectStatement | ShowStatement | DescribeStatement): Promise<Result<Rows, Trouble>>;
  write(statement: WriteStatement, options?: WriteOptions): Promise<Result<Written, Trouble>>;
  /** The live properties of one resource, from what is known or with one request; undefined when it is not there. */
  observe(target: {
    readonly typeName: string;
    readonly region: string;
    readonly identifier: string;
  }): Promise<Result<JsonObject | undefined, Trouble>>;
  /** Drops all that is known from reads: the next read asks the cloud. */
  forget(): void;
}

export type WriteStatement = InsertStatement | UpdateStatement | DeleteStatement;

export interface WriteOptions {
  /** Kept over retries of one logical create, so that it happens once. */
  readonly clientToken?: string;
  /** Operations appended to an update's patch: see design of write-only properties and ignored removals. */
  readonly addToPatch?: readonly JsonObject[];
}

export interface Rows {
  readonly columns: readonly string[];
  /** Secret cells are marked. */
  readonly rows: readonly (readonly Value[])[];
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
}

/** Why a statement was not carried out. */
export type Trouble =
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** What had already been done of a statement with several targets. */ readonly done: readonly WrittenResource[];
    }
  /** SQLite could not evaluate the statement: its own words. */
  | { readonly kind: 'not-evaluated'; readonly message: string; readonly diagnostics: readonly Diagnostic[] };

export type SqlCell = PlainValue;
