import { err, type Result } from '../../base/result.ts';
import type { StatementFailure } from '../engine.ts';
import type { TimeLimit } from '../time-limit.ts';
import { tooSlow } from './statement-failure.ts';

/** Says whether something has come to its end; every AbortSignal does. */
export type Ending = Pick<AbortSignal, 'aborted'>;

/** The time of one statement. */
export interface StatementTime {
  /** Aborted when the time is over or the run is stopped. */
  readonly ending: Ending | undefined;
  /** The same for those who have to be told of it. */
  signal(): AbortSignal | undefined;
  /** The answer, or once the time is over that it took too long: requests under way are not waited for. */
  within<T>(answer: Promise<Result<T, StatementFailure>>): Promise<Result<T, StatementFailure>>;
}

/** The time of a statement, which passes while it is waited for. Without a limit it lasts until the run is stopped. */
export function timeOf(limit: TimeLimit | undefined, stop: AbortSignal | undefined): StatementTime {
  if (limit === undefined) return { ending: stop, signal: () => stop, within: (answer) => answer };
  return new LimitedTime(limit, stop);
}

class LimitedTime implements StatementTime, Ending {
  readonly #limit: TimeLimit;
  readonly #stop: AbortSignal | undefined;
  #isOver = false;
  /** Only a statement that is ended from outside needs one. */
  #over: AbortController | undefined;

  constructor(limit: TimeLimit, stop: AbortSignal | undefined) {
    this.#limit = limit;
    this.#stop = stop;
  }

  get ending(): Ending {
    return this;
  }

  get aborted(): boolean {
    return this.#isOver || this.#stop?.aborted === true;
  }

  signal(): AbortSignal {
    this.#over ??= new AbortController();
    if (this.#isOver) this.#over.abort();
    return this.#stop === undefined ? this.#over.signal : AbortSignal.any([this.#stop, this.#over.signal]);
  }

  within<T>(answer: Promise<Result<T, StatementFailure>>): Promise<Result<T, StatementFailure>> {
    return new Promise((resolve, reject) => {
      const letGo = this.#limit.after(this.#limit.ms, () => {
        this.#isOver = true;
        this.#over?.abort();
        if (this.#isLate) resolve(tooLate(this.#limit));
      });
      answer.then((first) => {
        letGo();
        // What ended because the time was over may be told before that it was over.
        resolve(!first.ok && this.#isLate ? tooLate(this.#limit) : first);
      }, reject);
    });
  }

  /** The time is over, and that is why the statement ends. */
  get #isLate(): boolean {
    return this.#isOver && this.#stop?.aborted !== true;
  }
}

function tooLate({ text }: TimeLimit): Result<never, StatementFailure> {
  return err({ kind: 'failed', failure: tooSlow(text), done: [] });
}
