import type { FaultEffect } from './faults/fault.ts';
import type { WireRequest } from './emulator.ts';
import { readRequest } from './read-request.ts';

/** A request that a client is about to send. */
export interface RequestBoundary {
  /** Which request of this client it is, from 1. Requests that are sent again count again. */
  readonly number: number;
  /** `CreateResource`, or whatever stands in the target. */
  readonly operation: string;
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  /** The request as it stands on the wire. */
  readonly request: WireRequest;
}

/** What becomes of the request. */
export type BoundaryDecision =
  /** It is sent, and struck by the effects. */
  | { readonly kind: 'send'; readonly effects?: readonly FaultEffect[] }
  /** Neither it nor any later request of this client is sent, as if the client's process had been killed. */
  | { readonly kind: 'kill' };

/**
 * Is called before each request of a client; the request waits until it has ended. Requests of other clients may be sent in it, whole runs
 * too. Default of its answer: the request is sent.
 */
export type BeforeRequest = (boundary: RequestBoundary) => Decided | Promise<Decided>;

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a function that answers nothing is a usual one
type Decided = BoundaryDecision | void;

/** A client that was killed sends nothing: what its requests fail with. */
export class ClientKilled extends Error {
  readonly code = 'ECONNABORTED';
  constructor() {
    super('The client was killed before it sent the request.');
    this.name = 'ClientKilled';
  }
}

/** Asks `beforeRequest` about the requests of one client, and answers with what strikes each. Rejects with `ClientKilled`. */
export function createBoundary(
  beforeRequest: BeforeRequest | undefined,
): (request: WireRequest) => Promise<readonly FaultEffect[]> {
  let sent = 0;
  let isKilled = false;
  return async (request) => {
    if (isKilled) throw new ClientKilled();
    sent += 1;
    if (beforeRequest === undefined) return [];
    const { operation = request.target ?? '', typeName, identifier } = readRequest(request);
    const decision = await beforeRequest({ number: sent, operation, typeName, identifier, request });
    isKilled ||= decision?.kind === 'kill';
    // It may have been killed while this request waited.
    if (isKilled) throw new ClientKilled();
    return decision?.kind === 'send' ? (decision.effects ?? []) : [];
  };
}
