import type { JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { ProviderEvent } from './events.ts';
import type { Failure } from './failure.ts';

/** What the engine needs of a cloud. Every call names its region; nothing is ever thrown but bugs. */
export interface Provider {
  /** One resource, or its proven absence. */
  read(target: Target): Promise<Result<Reading, Failure>>;
  /** All pages; an error on any of them is the answer. Where the parent is not there, `parent-absent`. */
  list(request: ListRequest): Promise<Result<Listing, Failure>>;
  /**
   * Follows the request to its end: a failed request is a failure, never a success. `wasThere`: an earlier request under the same token
   * has made it, perhaps from other properties.
   */
  create(request: CreateRequest): Promise<Result<RequestEvent & { readonly wasThere: boolean }, Failure>>;
  update(request: UpdateRequest): Promise<Result<RequestEvent, Failure>>;
  /** A resource that is not there is a success with `wasAbsent`. */
  delete(request: DeleteRequest): Promise<Result<RequestEvent & { readonly wasAbsent: boolean }, Failure>>;
  requestStatus(request: {
    readonly region: string;
    readonly requestToken: string;
  }): Promise<Result<RequestEvent, Failure>>;
  listRequests(request: {
    readonly region: string;
    readonly operations?: readonly string[];
    readonly statuses?: readonly string[];
  }): Promise<Result<readonly RequestEvent[], Failure>>;
  cancel(request: { readonly region: string; readonly requestToken: string }): Promise<Result<RequestEvent, Failure>>;
  /** Resources by their tags, of every service, all pages. */
  taggedResources(request: TaggedResourcesRequest): Promise<Result<readonly TaggedResource[], Failure>>;
  /** A parameter of Systems Manager, decrypted, or its proven absence. */
  parameter(request: { readonly region: string; readonly name: string }): Promise<Result<ParameterReading, Failure>>;
  /** A secret of Secrets Manager as it is now, or which version of it that is, or its proven absence. */
  secret(request: SecretRequest): Promise<Result<SecretReading, Failure>>;
  /** Whether an object is in a bucket of S3. */
  object(request: ObjectName): Promise<Result<'there' | 'absent', Failure>>;
  /** Puts an object into a bucket of S3. */
  putObject(request: ObjectToPut): Promise<Result<undefined, Failure>>;
  /** Ends what is kept alive. */
  close(): void;
}

export type ParameterReading =
  | {
      readonly kind: 'found';
      readonly value: string;
      /** It is a SecureString. */
      readonly isSecret: boolean;
    }
  | { readonly kind: 'absent' };

export interface SecretRequest {
  readonly region: string;
  /** Its name, or its ARN. */
  readonly name: string;
  /** `version`: without its value, which the caller then need not be allowed to read. */
  readonly part: 'value' | 'version';
}

export interface ObjectName {
  /** That of the bucket. */
  readonly region: string;
  readonly bucket: string;
  /** Of letters, digits, `.`, `_`, `-` and `/`. */
  readonly key: string;
}

export interface ObjectToPut extends ObjectName {
  readonly content: Uint8Array;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
}

export type SecretReading =
  | {
      readonly kind: 'found';
      /** Undefined where only the version was asked for, or the secret holds bytes. */
      readonly text: string | undefined;
      readonly version: string;
    }
  | { readonly kind: 'absent' };

/**
 * Whether a request that was accepted and has FAILED for this may end well if it is sent once more, and after how many milliseconds;
 * undefined where it is final. `times`: how often it has been sent again for that already.
 */
export type MayPass = (failure: Failure, times: number) => number | undefined;

/** Work that borrows a provider: what ends it, and who hears of its requests. */
export interface BorrowedFor {
  /** Ends waits and requests when it is aborted, and no further one is sent. Default: nothing does. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the waiting for changes that the cloud has accepted, too. Default: `signal`. */
  readonly abandon?: AbortSignal | undefined;
  /** Has such changes cancelled when it is aborted; their end is still waited for. Default: nothing does. */
  readonly cancel?: AbortSignal | undefined;
  /** Default: nobody. */
  readonly emit?: ((event: ProviderEvent) => void) | undefined;
}

/** A provider that lends its connections. */
export interface LendingProvider extends Provider {
  /** The same connections and the same pace for one piece of work. What is lent is closed with the one that lends. */
  lend(work: BorrowedFor): Provider;
  /** Looks for the credentials that requests in a region will be signed with; undefined where there are some. The cloud is asked nothing. */
  findCredentials?(region: string): Promise<Failure | undefined>;
}

interface RequestExtras {
  readonly region: string;
  readonly typeName: string;
  readonly roleArn?: string;
  readonly typeVersionId?: string;
}

export interface Target extends RequestExtras {
  readonly identifier: string;
}

export type Reading =
  | { readonly kind: 'found'; readonly identifier: string; readonly properties: JsonObject }
  | { readonly kind: 'absent' };

export interface ListRequest extends RequestExtras {
  /** The ResourceModel: properties that the type's list handler requires. */
  readonly model?: JsonObject;
}

export type Listing =
  { readonly kind: 'listed'; readonly resources: readonly ListedResource[] } | { readonly kind: 'parent-absent' };

export interface ListedResource {
  readonly identifier: string;
  readonly properties: JsonObject;
}

export interface CreateRequest extends RequestExtras {
  readonly desiredState: JsonObject;
  /**
   * Of the logical create, the same in every run: the first life of the resource is created under it, each later one under a token that
   * follows from it and from the request that made the life before. Default: one is made.
   */
  readonly clientToken?: string;
  /** What the resource will be known by, where its properties say it: its last life is then found without trying each token. */
  readonly identifier?: string;
  /** Whether the properties that an earlier resource of the same name had are no answer to a read of the new one. Default: they may be. */
  readonly showsInReads?: (before: JsonObject) => boolean;
  /** Default: what has failed is not sent again, unless it was throttled. What it has left behind is looked for before. */
  readonly mayPass?: MayPass;
}

export interface UpdateRequest extends Target {
  readonly patch: readonly JsonObject[];
  /** Whether a read gives something else after it than what it gave before. Default: that it does. */
  readonly showsInReads?: (before: JsonObject) => boolean;
  readonly clientToken?: string;
  /** Default: what has failed is not sent again, unless it was throttled. */
  readonly mayPass?: MayPass;
}

export interface DeleteRequest extends Target {
  readonly clientToken?: string;
}

/** What is left out does not limit. */
export interface TaggedResourcesRequest {
  readonly region: string;
  /** Every filter must hold; of its values any one, or any at all where there are none. */
  readonly tagFilters?: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** `ec2:vpc`, or a whole service: `ec2`. */
  readonly typeFilters?: readonly string[];
  readonly arns?: readonly string[];
  readonly resourcesPerPage?: number;
  readonly tagsPerPage?: number;
  readonly includeComplianceDetails?: boolean;
  readonly excludeCompliantResources?: boolean;
  /** The token of a page: the list begins behind it. */
  readonly pageToken?: string;
}

export interface TaggedResource {
  readonly arn: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly complianceDetails: JsonObject | undefined;
}

/** The ProgressEvent of a request, with Cloud Control's field names kept in `fields` for RETURNING. */
export interface RequestEvent {
  readonly requestToken: string;
  readonly operation: string;
  readonly status: 'PENDING' | 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'CANCEL_IN_PROGRESS' | 'CANCEL_COMPLETE';
  readonly typeName: string;
  readonly identifier: string | undefined;
  /** How long before the answer the status was reached, in milliseconds by the service's own clock; undefined where it does not say. */
  readonly ageMs?: number;
  /** ErrorCode, EventTime, HooksRequestToken, Identifier, Operation, OperationStatus, RequestToken, ResourceModel, RetryAfter, StatusMessage, TypeName: those that are there. */
  readonly fields: Readonly<Record<string, string | number>>;
}
