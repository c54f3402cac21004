import type { PlainValue } from '../../values/value.ts';
import type { SqlValue } from '../functions/sql-function.ts';

/** JSON inside SQLite: lists and maps are compact JSON text, booleans 1 and 0. */
export function toSql(value: PlainValue): Exclude<SqlValue, bigint | Uint8Array> {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** The name under which SQLite knows the rows of a table reference. */
export function tableName(index: number): string {
  return `table ${index}`;
}
