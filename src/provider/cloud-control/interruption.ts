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
   * Does `work`, and gives it up with an AbortError when the interruption is `graceMs` (default 0) old; `givenUp` tells the work
   * then, but it need not obey.
   */
  guard<T>(work: (givenUp: GivenUp) => Promise<T>, graceMs?: number): Promise<T>;
  /** Lets go of the signal. */
  release(): void;
}

/** Tells a piece of work whether it is still waited for. */
export interface GivenUp {
  readonly aborted: boolean;
  /** For those who have to be told when that ends. It is made when it is asked for: a signal costs more than a request within the process. */
  readonly signal: AbortSignal;
}

class Given implements GivenUp {
  #isUp = false;
  #controller: AbortController | undefined;

  get aborted(): boolean {
    return this.#isUp;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isUp) this.#controller.abort();
    return this.#controller.signal;
  }

  giveUp(): void {
    this.#isUp = true;
    this.#controller?.abort();
  }
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

  function guard<T>(work: (givenUp: GivenUp) => Promise<T>, graceMs = 0): Promise<T> {
    const given = new Given();
    return new Promise<T>((resolve, reject) => {
      let waking: AbortController | undefined;
      const giveUp = (): void => {
        given.giveUp();
        listeners.delete(listener);
        reject(createAbortError());
      };
      const listener = (): void => {
        if (graceMs === 0) {
          giveUp();
          return;
        }
        const wait = new AbortController();
        waking = wait;
        void clock.sleep(graceMs, wait.signal).then(() => {
          if (!wait.signal.aborted) giveUp();
        });
      };
      const finish = (): void => {
        listeners.delete(listener);
        // Aborting is costly: only a wait that was begun is ended.
        waking?.abort();
      };
      if (signal?.aborted === true) listener();
      else listeners.add(listener);
      const answer = work(given);
      void answer.then(finish, finish);
      answer.then(resolve, reject);
    });
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
