import type { Rows } from '../engine/engine.ts';
import type { Value } from '../values/value.ts';
import type { CallbackAnchor } from '../flow/flow.ts';
import type { FailureReason } from './outcome.ts';

/** What the rows of a query mean. */
export type Answer =
  | { readonly kind: 'yes'; readonly row: ReadonlyMap<string, Value> }
  | { readonly kind: 'no' }
  | { readonly kind: 'wrong'; readonly reason: FailureReason };

/**
 * `exists`: a row with `count` says how many there are; any other row is the resource itself, and its columns are captured. Nothing is
 * there when there is no row, the count is 0, or every column is NULL or empty.
 */
export function readExists(rows: Rows): Answer {
  const columns = rows.columns;
  const ambiguous: Answer = {
    kind: 'wrong',
    reason: { kind: 'ambiguous', anchor: 'exists', columns, rows: rows.rows },
  };
  const [first, ...more] = rows.rows;
  if (first === undefined) return { kind: 'no' };
  if (isCount(columns)) {
    if (more.length > 0) return ambiguous;
    const amount = countIn(first[0]);
    if (amount === undefined) return { kind: 'wrong', reason: { kind: 'no-count', anchor: 'exists', columns } };
    if (amount > 1) return ambiguous;
    return amount === 1 ? { kind: 'yes', row: new Map() } : { kind: 'no' };
  }
  const present = rows.rows.filter((row) => row.some((cell) => cell !== null && cell !== ''));
  const [only] = present;
  if (only === undefined) return { kind: 'no' };
  return present.length > 1 ? ambiguous : { kind: 'yes', row: rowOf(columns, only) };
}

/** `statecheck`: one row whose `count` is 1 when the resource is as desired. */
export function readStatecheck(rows: Rows): Answer {
  const index = rows.columns.findIndex((column) => column.toLowerCase() === 'count');
  const [first, ...more] = rows.rows;
  if (index < 0) return { kind: 'wrong', reason: { kind: 'no-count', anchor: 'statecheck', columns: rows.columns } };
  if (first === undefined) return { kind: 'no' };
  const amount = countIn(first[index]);
  if (more.length > 0 || (amount !== undefined && amount > 1)) {
    return {
      kind: 'wrong',
      reason: { kind: 'ambiguous', anchor: 'statecheck', columns: rows.columns, rows: rows.rows },
    };
  }
  if (amount === undefined)
    return { kind: 'wrong', reason: { kind: 'no-count', anchor: 'statecheck', columns: rows.columns } };
  return amount === 1 ? { kind: 'yes', row: new Map() } : { kind: 'no' };
}

/** `exports`: one row; its columns are what the resource gives. */
export function readExports(rows: Rows): Answer {
  const [first, ...more] = rows.rows;
  if (first === undefined || first.every((cell) => cell === null)) return { kind: 'no' };
  if (more.length > 0) {
    return { kind: 'wrong', reason: { kind: 'ambiguous', anchor: 'exports', columns: rows.columns, rows: rows.rows } };
  }
  return { kind: 'yes', row: rowOf(rows.columns, first) };
}

function isCount(columns: readonly string[]): boolean {
  return columns.length === 1 && columns[0]?.toLowerCase() === 'count';
}

/** true and false count as 1 and 0; undefined for what is no count. */
function countIn(cell: Value | undefined): number | undefined {
  if (cell === true) return 1;
  if (cell === false) return 0;
  const amount = typeof cell === 'string' && /^\d+$/.test(cell) ? Number(cell) : cell;
  return typeof amount === 'number' && Number.isInteger(amount) && amount >= 0 ? amount : undefined;
}

function rowOf(columns: readonly string[], row: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(columns.map((column, index): [string, Value] => [column, row[index] ?? null]));
}

/**
 * A callback: one row whose `success`, or else `count`, is true or at least 1. A row that tells of a request which has FAILED or was
 * cancelled ends the asking with what the row says of it.
 */
export function readCallback(rows: Rows, anchor: CallbackAnchor): Answer {
  const { columns } = rows;
  const [row] = rows.rows;
  if (row === undefined) return { kind: 'no' };
  const field = (name: string): Value | undefined =>
    row[columns.findIndex((column) => column.toLowerCase().replaceAll('_', '') === name)];
  const status = field('operationstatus');
  if (typeof status === 'string' && endedBadly.has(status.toUpperCase())) {
    const message = field('statusmessage');
    const code = field('errorcode');
    return {
      kind: 'wrong',
      reason: {
        kind: 'request-ended',
        anchor,
        status,
        code: typeof code === 'string' ? code : undefined,
        message: typeof message === 'string' ? message : undefined,
      },
    };
  }
  const success = field('success');
  // NULL is no yes yet, and no column that is missing.
  const said = success ?? field('count') ?? success;
  if (said === undefined) return { kind: 'wrong', reason: { kind: 'no-count', anchor, columns } };
  const text = typeof said === 'string' ? said.trim().toLowerCase() : said;
  const positive = text === true || text === 'true' || (typeof text === 'number' ? text >= 1 : Number(text) >= 1);
  return positive ? { kind: 'yes', row: rowOf(columns, row) } : { kind: 'no' };
}

/** Words for the status of a request that will not succeed any more. */
export const endedBadly: ReadonlySet<string> = new Set(['FAILED', 'CANCELLED', 'CANCEL_COMPLETE']);
