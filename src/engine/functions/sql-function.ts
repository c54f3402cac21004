import type { Result } from '../../base/result.ts';

/** A value inside SQLite; integers beyond 2^53 are bigint. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** A scalar function that SQLite does not have by itself. The same arguments always give the same answer. */
export interface SqlFunction {
  readonly name: string;
  /** The names of its arguments: SQLite refuses any other number of them. */
  readonly parameters: readonly string[];
  /** How many of them, from the first, no statement writes: they are put there when it is bound. Default: 0. */
  readonly hidden?: number;
  /** The value, or the words with which the statement fails. It gets exactly as many arguments as it has parameters. */
  readonly evaluate: (...parameters: readonly SqlValue[]) => Result<SqlValue, string>;
}

/** The text of an argument: numbers in decimal, blobs byte by byte as UTF-8; null stays null. */
export function textOf(value: SqlValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);
  return String(value);
}

/** The integer of an argument as `CAST(… AS INTEGER)` finds it: reals are cut, text gives its leading digits, else 0. */
export function integerOf(value: SqlValue | undefined): number {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'bigint') return Number(value);
  const digits = /^[\t\n\v\f\r ]*([+-]?\d+)/.exec(textOf(value) ?? '');
  return digits === null ? 0 : Number(digits[1]);
}
