import type { Clock } from '../../base/clock.ts';

/**
 * The person's wish to stop, handed on to many waits and requests without piling up listeners on one signal (Node warns on
 * standard error from the eleventh on). However many interruptions a signal has, as each piece of work that borrows a provider makes
 * one, the signal itself has a single listener.
 */
export interface Interruption {
  readonly isInterrupted: boolean;
  /** Ends after `ms`, or at once on interruption. */
  sleep(ms: number): Promise<void>;
  /**
   * Does `work`, and gives it up with an AbortError when the interruption is `graceMs` (default 0) old; `signal` tells the work
   * then, but it need not obey.
   */
  guard<T>(work: (signal: AbortSignal) => Promise<T>, graceMs?: number): Promise<T>;
  /** Lets go of the signal. */
  release(): void;
}

/** What is called when a signal is aborted, by signal; a signal that nobody holds any more takes its set along. */
const waitingFor = new WeakMap<AbortSignal, Set<() => void>>();

/** Has `listener` called when the signal is aborted, if it is not yet; yields what takes it back. */
export function listenTo(signal: AbortSignal, listener: () => void): () => void {
  const known = waitingFor.get(signal);
  const listeners = known ?? new Set<() => void>();
  if (known === undefined) {
    waitingFor.set(signal, listeners);
    signal.addEventListener('abort', () => [...listeners].forEach((call) => call()), { once: true });
  }
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function createInterruption(clock: Clock, signal?: AbortSignal): Interruption {
  const listeners = new Set<() => void>();
  const interrupt = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const letGo = signal === undefined ? undefined : listenTo(signal, interrupt);

  async function guard<T>(work: (signal: AbortSignal) => Promise<T>, graceMs = 0): Promise<T> {
    const given = new AbortController();
    let isFinished = false;
    let waking: AbortController | undefined;
    let listener: (() => void) | undefined;
    const givenUp = new Promise<never>((_resolve, reject) => {
      const giveUp = (): void => {
        if (isFinished) return;
        given.abort();
        reject(createAbortError());
      };
      listener = () => {
        if (graceMs === 0) {
          giveUp();
          return;
        }
        waking = new AbortController();
        void clock.sleep(graceMs, waking.signal).then(giveUp);
      };
      if (signal?.aborted === true) listener();
      else listeners.add(listener);
    });
    try {
      return await Promise.race([givenUp, work(given.signal)]);
    } finally {
      if (listener !== undefined) listeners.delete(listener);
      isFinished = true;
      // Aborting is costly: only a wait that was begun is ended.
      waking?.abort();
    }
  }

  return {
    get isInterrupted() {
      return signal?.aborted === true;
    },
    sleep: async (ms) => {
      if (signal?.aborted === true) return;
      const controller = new AbortController();
      const wake = (): void => controller.abort();
      listeners.add(wake);
      await clock.sleep(ms, controller.signal);
      listeners.delete(wake);
    },
    guard,
    release: () => letGo?.(),
  };
}

function createAbortError(): Error {
  const error = new Error('Interrupted.');
  error.name = 'AbortError';
  return error;
}
