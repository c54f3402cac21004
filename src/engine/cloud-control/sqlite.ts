import { createRequire } from 'node:module';
import type Sqlite3 from 'node-sqlite3-wasm';
import type { Database } from 'node-sqlite3-wasm';
import { budgets } from '../../base/budgets.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { count } from '../../base/text.ts';
import { loadWithBoundedMemory } from './bounded-memory.ts';
import { quoteName } from './quote-name.ts';
import { useSimpleCompiler } from './simple-compiler.ts';
import type { SqlFunction, SqlValue } from '../functions/sql-function.ts';

/** Rows under a name of their own, as SQLite gets them. No two columns may differ by case alone. */
export interface SqlTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** One statement that yields rows, its `?1`, `?2` … and the tables that exist while it runs. */
export interface SqlQuery {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  readonly tables: readonly SqlTable[];
}

/** Two columns may have one name. */
export interface SqlRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** A database in memory that remembers nothing from one statement to the next. */
export interface Sqlite {
  /** The rows, or SQLite's own words. */
  run(query: SqlQuery): Result<SqlRows, string>;
  close(): void;
}

export interface SqliteOptions {
  /** A statement that yields more rows is refused. Default: the budget. */
  readonly mostRows?: number;
}

/** Loads SQLite and gives it the functions of `functions/`. */
export async function openSqlite({ mostRows = budgets.rows }: SqliteOptions = {}): Promise<Sqlite> {
  const { sqlFunctions } = await import('../functions/index.ts');
  library ??= loadLibrary();
  const database = new library.Database();
  for (const sqlFunction of sqlFunctions) register(database, sqlFunction);
  return {
    run: (query) => run(database, query, mostRows),
    close: () => database.close(),
  };
}

type Library = typeof Sqlite3;

let library: Library | undefined;

function loadLibrary(): Library {
  useSimpleCompiler();
  // `require` and not `import`: loading has to be over when it returns.
  return loadWithBoundedMemory(() => createRequire(import.meta.url)('node-sqlite3-wasm') as Library, budgets.sqlBytes);
}

/** SQLite takes the number of arguments from the JavaScript function's length. */
function register(database: Database, { name, parameters, evaluate }: SqlFunction): void {
  const call = (...values: readonly SqlValue[]): SqlValue => {
    const answer = evaluate(...values);
    if (answer.ok) return answer.value;
    // The name would stand before the message.
    throw Object.assign(new Error(`${name}: ${answer.error}`), { name: '' });
  };
  Object.defineProperty(call, 'length', { value: parameters.length });
  database.function(name, call, { deterministic: true });
}

function run(database: Database, { sql, parameters, tables }: SqlQuery, mostRows: number): Result<SqlRows, string> {
  database.exec('BEGIN');
  try {
    for (const table of tables) fill(database, table);
    // The rows go through a table because only that tells the columns of no rows at all.
    database.run(`CREATE TEMP TABLE "result" AS SELECT * FROM (${sql}\n) LIMIT ${mostRows + 1}`, [...parameters]);
    const names = database.all('PRAGMA temp.table_info("result")').map((row) => row['name'] as string); // SQLite's own text
    const rows = readAll(database, names.length);
    if (rows.length > mostRows) return err(`The statement yields more than ${count(mostRows, 'row')}.`);
    return ok({ columns: originalNames(names), rows });
  } catch (error) {
    // Anything else is a bug of ours.
    if (error instanceof Error && error.name === 'SQLite3Error') return err(inOurWords(error.message));
    throw error;
  } finally {
    // SQLite ends the transaction by itself where memory runs out.
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}

function inOurWords(message: string): string {
  return message === 'out of memory' ? `it needs more than ${budgets.sqlBytes / 2 ** 20} MiB of memory` : message;
}

function fill(database: Database, { name, columns, rows }: SqlTable): void {
  database.exec(`CREATE TABLE ${quoteName(name)} (${columns.map(quoteName).join(', ')})`);
  const insert = database.prepare(`INSERT INTO ${quoteName(name)} VALUES (${columns.map(() => '?').join(', ')})`);
  try {
    for (const row of rows) insert.run([...row]);
  } finally {
    insert.finalize();
  }
}

/**
 * The rows of the result by position: the library makes an object of each row, and takes a byte order mark off the front of longer
 * texts, so texts are fetched as bytes.
 */
function readAll(database: Database, width: number): SqlValue[][] {
  const positions = Array.from({ length: width }, (_, index) => index);
  const names = positions.map((index) => `c${index}`).join(', ');
  const cells = positions.map(
    (index) =>
      `typeof(c${index}) = 'text' AS t${index}, iif(typeof(c${index}) = 'text', CAST(c${index} AS BLOB), c${index}) AS v${index}`,
  );
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return database
    .all(`WITH "rows" (${names}) AS (SELECT * FROM temp."result") SELECT ${cells.join(', ')} FROM "rows"`)
    .map((row) =>
      positions.map((index) => {
        // Without `expand` the library yields plain cells.
        const value = row[`v${index}`] as SqlValue;
        return row[`t${index}`] === 1 && value instanceof Uint8Array ? decoder.decode(value) : value;
      }),
    );
}

/** A table cannot have two columns of one name; SQLite calls the second `name:1`. */
function originalNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    seen.add(name.toLowerCase());
    const base = /^(.*):\d+$/s.exec(name)?.[1];
    return base !== undefined && seen.has(base.toLowerCase()) ? base : name;
  });
}
