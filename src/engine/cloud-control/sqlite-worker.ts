import { parentPort } from 'node:worker_threads';
import { openSqlite, type SqlQuery } from './sqlite.ts';

/** What runs in the thread of `sqlite-thread.ts`: a query comes in, its answer goes out. */
const opened = openSqlite();

parentPort?.on('message', (query: SqlQuery) => {
  void opened.then((sqlite) => parentPort?.postMessage(sqlite.run(query)));
});
