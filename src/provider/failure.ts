/** Why the cloud did not do what it was asked. Absence of the very thing asked for is never one of these. */
export type FailureKind =
  /** The credentials are missing, expired or unknown. */
  | 'credentials'
  /** The caller may not do this. */
  | 'denied'
  /** Still throttled after all retries. */
  | 'throttled'
  /** No connection, or it broke. */
  | 'unreachable'
  /** The service answered that it is broken. */
  | 'service'
  /** The request was refused as wrong: schema, patch, parameters. */
  | 'invalid-request'
  /** The type does not exist or is not public. */
  | 'unknown-type'
  /** The type has no handler for the operation. */
  | 'unsupported-action'
  /** The resource to be changed, or something that it needs, is not there. */
  | 'not-found'
  | 'already-exists'
  /** Another operation runs on the resource, or a state forbids this one. */
  | 'conflict'
  /** A property that cannot change. */
  | 'not-updatable'
  | 'limit-exceeded'
  /** The request was accepted and ended FAILED or CANCEL_COMPLETE. */
  | 'request-failed'
  /** We stopped waiting: the request may go on. */
  | 'timed-out'
  /** A statement took longer than it may. */
  | 'too-slow'
  /** The person interrupted. */
  | 'interrupted'
  /** Answers contradict each other, and go on doing so: neither is believed. */
  | 'contradiction'
  /** The answer could not be understood. */
  | 'malformed'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** CreateResource, GetResource … */
  readonly operation: string;
  /** Empty where no request was under way. */
  readonly region: string;
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  /** The error's own name: `AccessDeniedException`, `ECONNREFUSED`. */
  readonly errorName: string | undefined;
  /** The service's own words. */
  readonly message: string;
  readonly handlerErrorCode: string | undefined;
  readonly requestToken: string | undefined;
  readonly requestId: string | undefined;
  readonly hooks: readonly HookResult[];
  /** How many times it was tried. */
  readonly attempts: number;
}

export interface HookResult {
  readonly typeName: string;
  readonly status: string;
  readonly message: string | undefined;
}
