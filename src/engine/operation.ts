import type { Location } from '../diagnostics/source.ts';
import type { InsertStatement, Returning, SelectStatement, SqlText } from '../query/statement.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { Value, ValueMap } from '../values/value.ts';
import type { Rows } from './rows.ts';

/**
 * What a statement means: which resources of which type it reads or writes, where, and with what. A binder makes it once; whatever
 * speaks of the statement afterwards (the check, a report, the request that is sent) speaks of this. Values keep their marks: what only
 * the build will know is an Unknown, what must not be shown is marked secret.
 */
export type Operation = ReadOperation | DescribeOperation | WriteOperation;

export type WriteOperation = CreateOperation | UpdateOperation | DeleteOperation | CancelOperation;

interface OperationBase {
  /** The statement with its values in place: for showing it. */
  readonly text: SqlText;
  readonly at: Location;
}

/** A SELECT. */
export interface ReadOperation extends OperationBase {
  readonly kind: 'read';
  readonly statement: SelectStatement;
  /** Where its rows come from, one for each table that is known, in their order. */
  readonly sources: readonly ReadSource[];
}

/** A table of a SELECT, as far as the statement itself says what is asked for. */
export interface ReadSource {
  /** As the statement names it. */
  readonly name: string;
  /** Undefined for a table that is no resource type. */
  readonly type: ResourceType | undefined;
  /** Undefined where rows of other tables give them. */
  readonly regions: readonly Value[] | undefined;
  /** Parameters of the request by their names, `Identifier` among them; those are left out that rows of other tables give. */
  readonly parameters: ReadonlyMap<string, readonly Value[]>;
  /** The properties of the type that the statement names, at their top level; a star names none. */
  readonly properties: ReadonlySet<string>;
}

/** SHOW and DESCRIBE: their rows come from what is known of the types. */
export interface DescribeOperation extends OperationBase {
  readonly kind: 'describe';
  readonly rows: Rows;
}

interface WriteBase extends OperationBase {
  /** The resource type or table, as the statement names it. */
  readonly resource: string;
  readonly returning: Returning | undefined;
}

/** Parameters of a request that are no part of a resource; undefined where the statement does not give them. */
export interface RequestParameters {
  readonly clientToken: Value | undefined;
  readonly roleArn: Value | undefined;
  readonly typeVersionId: Value | undefined;
}

export interface CreateOperation extends WriteBase {
  readonly kind: 'create';
  readonly type: ResourceType;
  /** One CreateResource each. */
  readonly resources: readonly ResourceToCreate[];
  /** Undefined where `resources` is what will be sent; else they hold unknowns in the place of what this will bring. */
  readonly pending: PendingRows | undefined;
}

/** What has to be done before the rows of an INSERT are known. */
export type PendingRows =
  /** SQLite works out expressions. */
  | { readonly kind: 'computed'; readonly statement: InsertStatement }
  /** The rows of a SELECT are asked for. */
  | { readonly kind: 'read'; readonly statement: InsertStatement; readonly rows: ReadOperation };

export interface ResourceToCreate extends RequestParameters {
  readonly region: Value;
  /** Property names and types of the schema; marks kept. */
  readonly desiredState: ValueMap;
  /** The literal or column that carried each property, by its name: where a diagnostic about it points. */
  readonly places: ReadonlyMap<string, Location>;
}

/** Which resources an update or delete is about: every identifier in every region. */
export interface WriteTarget {
  readonly regions: readonly Value[];
  readonly identifiers: readonly Value[];
}

export interface UpdateOperation extends WriteBase {
  readonly kind: 'update';
  readonly type: ResourceType;
  readonly target: WriteTarget;
  readonly parameters: RequestParameters;
  /** Undefined where the whole patch is not known yet. */
  readonly patch: readonly PatchOperation[] | undefined;
  /** Where the patch document stands. */
  readonly patchAt: Location;
}

export interface DeleteOperation extends WriteBase {
  readonly kind: 'delete';
  readonly type: ResourceType;
  readonly target: WriteTarget;
  readonly parameters: RequestParameters;
}

/** Gives up requests that are under way. */
export interface CancelOperation extends WriteBase {
  readonly kind: 'cancel';
  readonly regions: readonly Value[];
  readonly requestTokens: readonly Value[];
}

export function isWrite(operation: Operation): operation is WriteOperation {
  switch (operation.kind) {
    case 'read':
    case 'describe':
      return false;
    case 'create':
    case 'update':
    case 'delete':
    case 'cancel':
      return true;
  }
}
