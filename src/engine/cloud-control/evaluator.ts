import type { Result } from '../../base/result.ts';
import { rememberQueries } from './remembered-queries.ts';
import { openSqlite, type Sqlite, type SqlQuery, type SqlRows } from './sqlite.ts';
import { createSqliteThread, type SqliteThread } from './sqlite-thread.ts';

/** Where queries are evaluated. */
export interface Evaluator {
  /** SQLite in this thread, loaded when the first statement needs it. */
  readonly sqlite: () => Promise<Sqlite>;
  /** The error is why there are no rows. */
  readonly evaluate: (
    query: SqlQuery,
    isRunaway: boolean,
    signal: () => AbortSignal | undefined,
  ) => Promise<Result<SqlRows, string>>;
}

/** One database serves all engines of the process: it holds nothing between statements, and what is opened and never closed adds up. */
let shared: Promise<Sqlite> | undefined;

async function openShared(): Promise<Sqlite> {
  const opened = await openSqlite();
  return { ...opened, run: rememberQueries((query) => opened.run(query)) };
}

function sqlite(): Promise<Sqlite> {
  shared ??= openShared();
  return shared;
}

/** What may run away is evaluated in a thread that can be ended, which costs more to begin than most statements take; all is in one that is given. */
export function createEvaluator(given: Pick<SqliteThread, 'evaluate'> | undefined): Evaluator {
  return {
    sqlite,
    evaluate: async (query, isRunaway, signal) => {
      if (given !== undefined) return given.evaluate(query, signal());
      if (!isRunaway) return (await sqlite()).run(query);
      const thread = createSqliteThread();
      try {
        return await thread.evaluate(query, signal());
      } finally {
        await thread.close();
      }
    },
  };
}
