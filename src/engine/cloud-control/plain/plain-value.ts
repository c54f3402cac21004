import { brokenPart } from '../../../query/scan/broken-text.ts';
import type { PlainValue } from '../../../values/value.ts';
import { toSql } from '../to-sql.ts';
import { notPlain } from './not-plain.ts';

/** A value as SQLite holds it: no blobs, and no integers beyond 2^53. */
export type PlainCell = null | number | string;

/** A value inside SQLite; what SQLite would hold otherwise than JavaScript is left to it. */
export function plainCellOf(value: PlainValue): PlainCell {
  return checked(toSql(value));
}

export function checked(cell: PlainCell): PlainCell {
  if (typeof cell === 'number' && (Object.is(cell, -0) || !Number.isFinite(cell) || isLarge(cell))) notPlain();
  if (typeof cell === 'string' && brokenPart(cell) !== undefined) notPlain();
  return cell;
}

/** Whole numbers beyond this are integers in SQLite that JavaScript cannot count. */
function isLarge(cell: number): boolean {
  return Number.isInteger(cell) && !Number.isSafeInteger(cell);
}

/** `left = right`: columns have no affinity here, so that a number never equals a text. NULL where one of them is. */
export function equal(left: PlainCell, right: PlainCell): PlainCell {
  return left === null || right === null ? null : truth(left === right);
}

export function truth(holds: boolean): number {
  return holds ? 1 : 0;
}

/** Whether a condition is true; undefined where it is NULL. A text is left to SQLite, which looks for a number at its start. */
export function isTrue(cell: PlainCell): boolean | undefined {
  if (cell === null) return undefined;
  return typeof cell === 'number' ? cell !== 0 : notPlain();
}
