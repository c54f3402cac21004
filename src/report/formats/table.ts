import { largest } from '../../base/largest.ts';
import { plainText } from '../../values/reading.ts';
import type { PlainValue } from '../../values/value.ts';
import { cellText, fitCell, padEnd, padStart } from './cell-text.ts';
import { linesFormat } from './lines.ts';
import { joinTexts, type ResultFormat, type ShownRows } from './result-format.ts';

/** A column keeps at least this much of itself; where even that is too wide for the terminal, every value gets a line. */
const leastWidth = 8;

/**
 * A table with lines around it. Where the terminal is too narrow the widest columns give way and their cells are shortened; a result
 * with more columns than fit is shown as `lines`, where nothing has to be left out. Numbers stand at the right; NULL is `NULL`.
 */
export const tableFormat: ResultFormat = {
  name: 'table',
  summary: 'a table, fitted to the terminal',
  countsRows: true,
  format: (rows, layout) => {
    const { columns } = rows;
    if (columns.length === 0) return '';
    const natural = columns.map((column, index) =>
      largest(
        rows.rows.map((row) => cellText(shownCell(row[index] ?? null)).width),
        Math.max(1, cellText(column).width),
      ),
    );
    const widths = layout.width === undefined ? natural : fitWidths(natural, layout.width - frameWidth(columns.length));
    return widths === undefined ? linesFormat.format(rows, layout) : formatTable(rows, widths);
  },
  join: joinTexts,
};

export function shownCell(value: PlainValue): string {
  return value === null ? 'NULL' : plainText(value);
}

/** `│ a │ b │`. */
function frameWidth(columns: number): number {
  return 3 * columns + 1;
}

/** The widest columns give way first; undefined where the least of all is still too much. */
function fitWidths(natural: readonly number[], available: number): readonly number[] | undefined {
  const least = natural.reduce((sum, width) => sum + Math.min(width, leastWidth), 0);
  if (least > available) return undefined;
  let cap = largest(natural);
  const used = (most: number): number => natural.reduce((sum, width) => sum + Math.min(width, most), 0);
  while (used(cap) > available) cap -= 1;
  // What is left over goes to those that were cut, from the left.
  let left = available - used(cap);
  return natural.map((width) => {
    if (width <= cap) return width;
    const extra = left > 0 ? 1 : 0;
    left -= extra;
    return cap + extra;
  });
}

function formatTable({ columns, rows }: ShownRows, widths: readonly number[]): string {
  const line = (left: string, between: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(between) + right;
  const record = (cells: readonly string[]): string => `│ ${cells.join(' │ ')} │`;
  const lines = [
    line('┌', '┬', '┐'),
    record(columns.map((column, index) => padEnd(fitCell(column, widths[index] ?? 0), widths[index] ?? 0))),
    line('├', '┼', '┤'),
    ...rows.map((row) =>
      record(
        columns.map((_column, index) => {
          const value = row[index] ?? null;
          const width = widths[index] ?? 0;
          const cell = fitCell(shownCell(value), width);
          return typeof value === 'number' ? padStart(cell, width) : padEnd(cell, width);
        }),
      ),
    ),
    line('└', '┴', '┘'),
  ];
  return lines.join('\n') + '\n';
}
