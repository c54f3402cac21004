import type { Emulator, WireRequest, WireResponse } from './emulator.ts';
import { createBoundary, type BeforeRequest } from './request-boundary.ts';

export interface ClientOptions {
  /** Is asked before each request of the client, and may hold it up, strike it or kill the client. Default: every request is sent. */
  readonly beforeRequest?: BeforeRequest | undefined;
}

/** Carries requests to the emulator as they stand on the wire, in the name of one account: without an SDK, a signature or a socket. */
export function createExchange(
  emulator: Emulator,
  accountId: string,
  options: ClientOptions = {},
): (
  request: Pick<WireRequest, 'target' | 'body' | 'region'> & { readonly abortSignal?: Pick<AbortSignal, 'aborted'> },
) => Promise<WireResponse> {
  const send = createSending(emulator, options);
  return ({ target, body, region, abortSignal }) => send({ target, body, region, accountId }, abortSignal);
}

/** Sends requests of one client. Rejects with an AbortError when `signal`, of the web or of an SDK, is aborted. */
export function createSending(
  emulator: Emulator,
  { beforeRequest }: ClientOptions,
): (request: WireRequest, signal: unknown) => Promise<WireResponse> {
  const boundary = createBoundary(beforeRequest);
  return async (request, signal) => {
    throwIfAborted(signal);
    const answer = await orAborted(
      boundary(request).then((effects) => emulator.handle({ ...request, effects })),
      signal,
    );
    throwIfAborted(signal);
    return answer;
  };
}

/** The SDK's abort signals are those of the web or its own; both say `aborted`. */
function throwIfAborted(signal: unknown): void {
  if (typeof signal !== 'object' || signal === null || !('aborted' in signal) || signal.aborted !== true) return;
  throw abortError();
}

function abortError(): Error {
  const error = new Error('Request aborted');
  error.name = 'AbortError';
  return error;
}

/** The answer, unless the client stops waiting for it before. */
function orAborted<T>(answer: Promise<T>, signal: unknown): Promise<T> {
  if (!(signal instanceof AbortSignal)) return answer;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(abortError());
    signal.addEventListener('abort', stop, { once: true });
    void answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
