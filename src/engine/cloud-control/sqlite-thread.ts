import { Worker } from 'node:worker_threads';
import { err, type Result } from '../../base/result.ts';
import type { SqlQuery, SqlRows } from './sqlite.ts';

/** SQLite in a thread of its own, where a statement without end can be ended. */
export interface SqliteThread {
  /** The rows, or SQLite's own words; `interrupted` where the signal was aborted first. */
  evaluate(query: SqlQuery, signal: AbortSignal | undefined): Promise<Result<SqlRows, string>>;
  close(): Promise<void>;
}

export const interruptedWords = 'interrupted';

/** The thread begins with the first statement, or when it is told to get ready, and again after one that was ended. */
export function createSqliteThread(): SqliteThread & { readonly prepare: () => void } {
  let worker: Worker | undefined;
  const started = (): Worker => {
    if (worker !== undefined) return worker;
    worker = new Worker(new URL('./sqlite-worker.js', import.meta.url));
    // The process does not stay for a thread that has nothing to do.
    worker.unref();
    return worker;
  };
  const end = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  return {
    prepare: () => void started(),
    evaluate: async (query, signal) => {
      if (isAborted(signal)) return err(interruptedWords);
      const thread = started();
      thread.ref();
      const listening = new AbortController();
      try {
        return await new Promise<Result<SqlRows, string>>((resolve, reject) => {
          const once = { once: true, signal: listening.signal };
          signal?.addEventListener('abort', () => resolve(err(interruptedWords)), once);
          const answered = (answer: Result<SqlRows, string>): void => resolve(answer);
          thread.on('message', answered);
          thread.on('error', reject);
          listening.signal.addEventListener('abort', () => thread.off('message', answered).off('error', reject));
          thread.postMessage(query);
        });
      } finally {
        listening.abort();
        thread.unref();
        if (isAborted(signal)) await end();
      }
    },
    close: end,
  };
}

/** A question, since the compiler does not see that the answer changes over time. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
