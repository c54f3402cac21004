import { err, type Result } from '../../base/result.ts';
import type { StatementFailure } from '../engine.ts';
import type { TimeLimit } from '../time-limit.ts';
import { tooSlow } from './statement-failure.ts';

/** The time of one statement. */
export interface StatementTime {
  /** Aborted when the time is over or the run is stopped. */
  readonly signal: AbortSignal | undefined;
  /** The answer, or once the time is over that it took too long: requests under way are not waited for. */
  within<T>(answer: Promise<Result<T, StatementFailure>>): Promise<Result<T, StatementFailure>>;
}

/** Begins the time of a statement. Without a limit it lasts until the run is stopped. */
export function startTime(limit: TimeLimit | undefined, stop: AbortSignal | undefined): StatementTime {
  if (limit === undefined) return { signal: stop, within: (answer) => answer };
  const over = limit.start(limit.ms);
  return {
    signal: stop === undefined ? over : AbortSignal.any([stop, over]),
    within: async (answer) => {
      const listening = new AbortController();
      const isLate = (): boolean => over.aborted && stop?.aborted !== true;
      const late = new Promise<Result<never, StatementFailure>>((resolve) => {
        const tell = (): void => {
          if (isLate()) resolve(tooLate(limit));
        };
        tell();
        over.addEventListener('abort', tell, { once: true, signal: listening.signal });
      });
      const first = await Promise.race([answer, late]);
      listening.abort();
      // What ended because the time was over may be told before that it was over.
      return !first.ok && isLate() ? tooLate(limit) : first;
    },
  };
}

function tooLate({ text }: TimeLimit): Result<never, StatementFailure> {
  return err({ kind: 'failed', failure: tooSlow(text), done: [] });
}
