import type { Rows } from '../../engine/engine.ts';
import { redact } from '../../values/reading.ts';
import type { PlainValue } from '../../values/value.ts';
import { withoutLooks } from './look-of-secrets.ts';
import type { ShownRows } from './result-format.ts';

/** Rows without their secrets: `***` stands for each, and `mask` finds those that a text from outside holds. What is one by its look is hidden too. */
export function shownRows(rows: Rows, mask: (text: string) => string): ShownRows {
  return { columns: rows.columns, rows: rows.rows.map((row) => row.map((cell) => maskTexts(redact(cell), mask))) };
}

export function maskTexts(value: PlainValue, mask: (text: string) => string): PlainValue {
  if (typeof value === 'string') return withoutLooks(mask(value));
  if (typeof value !== 'object' || value === null) return value;
  // Array.isArray does not narrow readonly lists.
  if (Array.isArray(value)) return (value as readonly PlainValue[]).map((item) => maskTexts(item, mask));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskTexts(item, mask)]));
}

/** A name for every column, none twice: the second `id` is `id_2`. For formats in which a name stands for a value. */
export function memberNames(columns: readonly string[]): readonly string[] {
  const taken = new Set(columns);
  const seen = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let number = 2; seen.has(name); number += 1) {
      const next = `${column}_${number}`;
      if (!taken.has(next)) name = next;
    }
    seen.add(name);
    return name;
  });
}
