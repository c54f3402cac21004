import type { Clock } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { RandomSource } from '../base/random.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import type { Fault, FaultEffect, FaultKind } from './faults/fault.ts';
import type { Quota } from '../resource-types/quotas/quota.ts';
import type { Store } from './store/store.ts';

export type { Fault, FaultEffect, FaultKind, FaultScope } from './faults/fault.ts';

/** A Cloud Control in this process: requests and answers as they stand on the wire. */
export interface Emulator {
  /**
   * Answers one request; refusals are answers too. Requests are carried out one after another. Rejects with `AnswerLost` where a
   * fault ended the connection, and with an error of the store where a change could not be kept.
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
  /** Everything that is there, in the order in which it was made. It is no request: no fault strikes it, and the ledger does not have it. */
  inventory(): Promise<readonly LiveResource[]>;
  /** Waits for the request being carried out and closes the store. */
  close(): Promise<void>;
}

/** How the emulator behaves where AWS may behave in one way or another. */
export interface EmulatorSettings {
  /** How long an accepted request stays IN_PROGRESS. Default 0: the first answer says IN_PROGRESS, the next question finds it ended. */
  readonly requestMs?: number;
  /** When a running request asks to be looked at again: so long after each look, or not at all. Default: at its end. */
  readonly retryAfterMs?: number | 'none';
  /**
   * What an identical request with a used ClientToken gets: the same request again, or ClientTokenConflictException, the only answer that
   * was ever recorded. Default `conflict`.
   */
  readonly onRepeatedToken?: 'replay' | 'conflict';
  /** What goes wrong from the start; `inject` adds to it. Default: nothing. */
  readonly faults?: readonly Fault[];
  /** What `probability` of faults is drawn from. Default `stack-deploy`. */
  readonly seed?: string;
  /** How many requests are allowed; `aws` is what is known of AWS. Default: any number. */
  readonly quotas?: 'aws' | readonly Quota[];
  /** `always-400` (default) is what AWS answers to every mistake of a client; `modelled` is what its model says. */
  readonly errorStatus?: ErrorStatus;
  /** Resources on one page of ListResources. Default 100. */
  readonly pageSize?: number;
}

export interface EmulatorOptions extends EmulatorSettings {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly store: Store;
}

export type ErrorStatus = 'always-400' | 'modelled';

export interface WireRequest {
  /** The header X-Amz-Target: `CloudApiService.GetResource`, or `ResourceGroupsTaggingAPI_20170126.GetResources`. */
  readonly target: string | undefined;
  readonly body: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** When the credentials of the request expire; undefined where they do not. */
  readonly expiresAtMs?: number | undefined;
  /** What strikes this request beside the faults that wait. Default: nothing. */
  readonly effects?: readonly FaultEffect[];
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
  /** `ok`, the error's name, or where no answer arrived whole: `cut`, `answer-lost`, `no-answer`, `malformed`. */
  readonly outcome: string;
  /** The faults that struck it. Absent where none did. */
  readonly faults?: readonly FaultKind[];
  /** The quota that it was beyond. Absent where it was beyond none. */
  readonly quota?: string;
}

/** A resource as it is there. */
export interface LiveResource {
  readonly typeName: string;
  readonly identifier: string;
  readonly region: string;
  readonly accountId: string;
  /** As a read shows them. */
  readonly properties: JsonObject;
  /** As they are kept: write-only properties too, and no defaults. */
  readonly stored: JsonObject;
}

export interface ResourceAddress {
  readonly typeName: string;
  readonly identifier: string;
  readonly region: string;
  /** Default 000000000000. */
  readonly accountId?: string;
}

/** The connection ended without an answer: what `cut`, `lost-answer` and `no-answer` look like to a client. */
export class AnswerLost extends Error {
  /** What the system says of such a connection. */
  readonly code: 'ECONNRESET' | 'ETIMEDOUT';
  /** What the ledger says of the request. */
  readonly entry: LedgerEntry;
  constructor(entry: LedgerEntry) {
    const code = entry.outcome === 'no-answer' ? 'ETIMEDOUT' : 'ECONNRESET';
    super(`read ${code}`);
    this.name = 'AnswerLost';
    this.code = code;
    this.entry = entry;
  }
}
