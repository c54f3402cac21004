import { largest } from '../../base/largest.ts';
import { plainText } from '../../values/reading.ts';
import type { PlainValue } from '../../values/value.ts';
import { cellText, padEnd } from './cell-text.ts';
import { joinTexts, type ResultFormat } from './result-format.ts';

/** A line for each value, whole, under a line for each row; a text of several lines goes on below itself. */
export const linesFormat: ResultFormat = {
  name: 'lines',
  summary: 'a line for each value',
  countsRows: true,
  format: ({ columns, rows }) => {
    const names = columns.map(cellText);
    const width = largest(names.map((name) => name.width));
    return rows
      .map((row, number) => {
        const title = `── row ${number + 1} ──`;
        const values = names.flatMap((name, index) => {
          const [first = '', ...more] = valueLines(row[index] ?? null);
          return [
            `${padEnd(name, width)}  ${first}`.trimEnd(),
            ...more.map((line) => (' '.repeat(width + 2) + line).trimEnd()),
          ];
        });
        return [title, ...values].join('\n') + '\n';
      })
      .join('');
  },
  join: joinTexts,
};

function valueLines(value: PlainValue): readonly string[] {
  const text = value === null ? 'NULL' : plainText(value);
  return text.split(/\r\n|\n/).map((line) => cellText(line).shown);
}
