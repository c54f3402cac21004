import type { ProviderEvent } from '../events.ts';
import { listenTo } from './interruption.ts';
import type { Poller } from './poller.ts';
import { isTerminal } from './progress-event.ts';

export interface OpenRequestsOptions {
  readonly stop: AbortSignal | undefined;
  readonly cancel: AbortSignal | undefined;
  readonly emit: (event: ProviderEvent) => void;
  readonly sendCancel: (request: { readonly region: string; readonly requestToken: string }) => void;
}

/**
 * A poller that tells of the requests which it follows as soon as the person wants to stop, whatever becomes of this process afterwards, and
 * has them cancelled where the person wants that.
 */
export function tellOpenRequests(follow: Poller, { stop, cancel, emit, sendCancel }: OpenRequestsOptions): Poller {
  return async (subject, first, timeoutMs) => {
    if (isTerminal(first)) return follow(subject, first, timeoutMs);
    const { region, operation, typeName } = subject;
    const { requestToken } = first;
    const identifier = first.identifier ?? subject.identifier;
    const tell = (): void => emit({ kind: 'request.open', requestToken, operation, region, typeName, identifier });
    const giveUp = (): void => sendCancel({ region, requestToken });
    const letGo = [whenAborted(stop, tell), whenAborted(cancel, giveUp)];
    try {
      return await follow(subject, first, timeoutMs);
    } finally {
      for (const release of letGo) release();
    }
  };
}

function whenAborted(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined) return () => undefined;
  if (!signal.aborted) return listenTo(signal, listener);
  listener();
  return () => undefined;
}
