import type { Result } from '../../base/result.ts';
import type { SqlValue } from '../functions/sql-function.ts';
import type { SqlQuery, SqlRows } from './sqlite.ts';

/** How many answers are kept, and how many characters a query and its tables may have together. */
const mostAnswers = 300;
const mostCharacters = 16_384;

/** What has another answer each time, whatever the tables hold. */
const changeable =
  /\b(?:random|randomblob|date|time|datetime|julianday|unixepoch|strftime|timediff|current_\w+|changes|total_changes|last_insert_rowid|sqlite_\w+)\b/i;

/** Answers small queries that were asked before over the same rows: a test that builds its stack again and again asks little else. */
export function rememberQueries(run: (query: SqlQuery) => Result<SqlRows, string>): typeof run {
  const answers = new Map<string, Result<SqlRows, string>>();
  return (query) => {
    const key = keyOf(query);
    if (key === undefined) return run(query);
    const answer = answers.get(key) ?? run(query);
    // The last one to be forgotten is the one that was asked last.
    answers.delete(key);
    answers.set(key, answer);
    if (answers.size > mostAnswers) forgetOldest(answers);
    return answer;
  };
}

/** Undefined for what is not remembered. */
function keyOf({ sql, parameters, tables }: SqlQuery): string | undefined {
  if (changeable.test(sql)) return undefined;
  let characters = sql.length;
  const isPlain = (value: SqlValue): boolean => {
    characters += typeof value === 'string' ? value.length : 8;
    return characters <= mostCharacters && (value === null || typeof value === 'string' || isWritten(value));
  };
  const isSmall = [parameters, ...tables.flatMap(({ rows }) => rows)].every((values) => values.every(isPlain));
  return isSmall ? JSON.stringify([sql, parameters, tables]) : undefined;
}

/** Whether JSON has the number as it is. */
function isWritten(value: SqlValue): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function forgetOldest(answers: Map<string, unknown>): void {
  const [oldest] = answers.keys();
  if (oldest !== undefined) answers.delete(oldest);
}
