import type { HandlerErrorCode, RequestName } from '../../provider/cloud-control/wire.ts';

/** Something that goes wrong on demand. Without `operation` and `typeName` it strikes every request that its kind concerns. */
export type Fault = FaultScope & FaultEffect;

/** Which requests a fault strikes. All members that are given must hold. */
export interface FaultScope {
  readonly operation?: RequestName | readonly RequestName[];
  /** The type of the resource; of a question for a request, the type that the request is about. */
  readonly typeName?: string;
  /** Matching requests that pass unharmed first. Default 0. */
  readonly after?: number;
  /** Only the matching request with this number, from 1: short for `after: nth - 1, times: 1`. */
  readonly nth?: number;
  /** How often it strikes. Default 1; `always` where there is a `probability`, and for `lag` and `iam-lag`. */
  readonly times?: number | 'always';
  /** How likely a matching request is struck, from 0 to 1, drawn from the emulator's seed. Default 1. */
  readonly probability?: number;
}

/** What a fault does; `faultKinds` says to which operations. */
export type FaultEffect =
  /** The request is refused with this error and does nothing. */
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly status?: number }
  /** Refused with ThrottlingException. */
  | { readonly kind: 'throttled' }
  /** Refused with AccessDeniedException. */
  | { readonly kind: 'denied' }
  /** The service has a fault of its own: HTTP `status`, 500 to 599. Default 500. */
  | { readonly kind: 'service-error'; readonly status?: number }
  /** Refused with ExpiredTokenException, as credentials are that have run out. */
  | { readonly kind: 'expired-credentials' }
  /** The connection ends before the request is accepted. */
  | { readonly kind: 'cut' }
  /** The request is carried out, and the connection ends before the answer. */
  | { readonly kind: 'lost-answer' }
  /** The request is carried out and never answered; the connection ends after `ms`. Default 60,000. */
  | { readonly kind: 'no-answer'; readonly ms?: number }
  /** The request is carried out, and its answer is cut off in the middle of the JSON. */
  | { readonly kind: 'malformed' }
  /** The request is carried out twice, as if something on the way had sent it again; the first answer is returned. */
  | { readonly kind: 'duplicate' }
  /** The answer comes `ms` later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /**
   * The request is accepted and ends FAILED. With `remnant` it does its work all the same: what was made stays, and the event has its
   * identifier. Default of `message`: words that say which code it is.
   */
  | { readonly kind: 'fail'; readonly code: HandlerErrorCode; readonly message?: string; readonly remnant?: boolean }
  /** The request stays IN_PROGRESS for `ms`, without it until it is cancelled. */
  | { readonly kind: 'stay'; readonly ms?: number }
  /** The answer shows what there was `ms` ago: created resources are missing, changed ones are old, deleted ones are still there. */
  | { readonly kind: 'lag'; readonly ms: number }
  /**
   * Other services do not know yet what IAM has made or changed in the last `ms`, default 10,000: what refers to such a role, policy,
   * user or profile ends FAILED with the words of its service.
   */
  | { readonly kind: 'iam-lag'; readonly ms?: number };

export type FaultKind = FaultEffect['kind'];
