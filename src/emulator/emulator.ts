import type { Clock } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { RandomSource } from '../base/random.ts';
import type { HandlerErrorCode, RequestName } from '../provider/cloud-control/wire.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import type { Store } from './store/store.ts';

/** A Cloud Control in this process: requests and answers as they stand on the wire. */
export interface Emulator {
  /**
   * Answers one request; refusals are answers too. Requests are carried out one after another. Rejects with `AnswerLost` where a
   * fault asked for it, and with an error of the store where a change could not be kept.
   */
  handle(request: WireRequest): Promise<WireResponse>;
  /** What was asked and how it ended, oldest first; the last 10,000 requests. */
  readonly ledger: readonly LedgerEntry[];
  /** From now on, until it is used up, `fault` strikes requests that match it. Faults are asked in the order in which they came. */
  inject(fault: Fault): void;
  /**
   * Changes a resource as if somebody had done it past Cloud Control: `change` is given the stored properties, write-only ones
   * too, or undefined where there is no such resource, and answers what shall stand there; undefined removes it.
   */
  mutate(
    address: ResourceAddress,
    change: (properties: JsonObject | undefined) => JsonObject | undefined,
  ): Promise<void>;
  /** Waits for the request being carried out and closes the store. */
  close(): Promise<void>;
}

export interface EmulatorOptions {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly store: Store;
  /** How long an accepted request stays IN_PROGRESS. Default 0: the first answer says IN_PROGRESS, the next question finds it ended. */
  readonly requestMs?: number;
  /** What an identical request with a used ClientToken gets: the same request again, or ClientTokenConflictException. Default `replay`. */
  readonly onRepeatedToken?: 'replay' | 'conflict';
  /** `always-400` (default) is what AWS answers to every mistake of a client; `modelled` is what its model says. */
  readonly errorStatus?: ErrorStatus;
  /** Resources on one page of ListResources. Default 100. */
  readonly pageSize?: number;
}

export type ErrorStatus = 'always-400' | 'modelled';

export interface WireRequest {
  /** The header X-Amz-Target: `CloudApiService.GetResource`, or `ResourceGroupsTaggingAPI_20170126.GetResources`. */
  readonly target: string | undefined;
  readonly body: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the ledger says of this request. */
  readonly entry?: LedgerEntry;
}

export interface LedgerEntry {
  readonly atMs: number;
  /** `CreateResource`, or whatever stood in the target. */
  readonly operation: string;
  readonly region: string;
  readonly accountId: string;
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  readonly requestToken: string | undefined;
  /** `ok`, `answer-lost`, or the error's name. */
  readonly outcome: string;
}

export interface ResourceAddress {
  readonly typeName: string;
  readonly identifier: string;
  readonly region: string;
  /** Default 000000000000. */
  readonly accountId?: string;
}

/** StatementFailure on demand. Without `operation` and `typeName` it strikes any request; `times` (default 1) is how often. */
export type Fault = FaultScope & FaultEffect;

export interface FaultScope {
  readonly operation?: RequestName;
  readonly typeName?: string;
  readonly times?: number;
  /** Matching requests that pass unharmed first. Default 0. */
  readonly after?: number;
}

export type FaultEffect =
  /** The request is refused with this error and does nothing. */
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly status?: number }
  /** The request is accepted and ends FAILED without having done anything. */
  | { readonly kind: 'fail'; readonly code: HandlerErrorCode; readonly message: string }
  /** The request is carried out, but its answer is lost on the way. */
  | { readonly kind: 'lost-answer' }
  /** The answer comes `ms` later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The request stays IN_PROGRESS for `ms` instead of `requestMs`. */
  | { readonly kind: 'stay'; readonly ms: number };

/** The request was carried out and the connection broke: what `lost-answer` looks like to a client. */
export class AnswerLost extends Error {
  readonly code = 'ECONNRESET';
  constructor() {
    super('read ECONNRESET');
    this.name = 'AnswerLost';
  }
}
