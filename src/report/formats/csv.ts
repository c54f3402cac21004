import { plainText } from '../../values/reading.ts';
import type { PlainValue } from '../../values/value.ts';
import { joinTexts, type ResultFormat } from './result-format.ts';

/**
 * RFC 4180 with `\n` between records: a header, then the rows; lists and maps are compact JSON. NULL is nothing at all, the empty text
 * is `""`. Several results have an empty line between them.
 */
export const csvFormat: ResultFormat = {
  name: 'csv',
  summary: 'comma-separated values with a header',
  countsRows: false,
  format: ({ columns, rows }) =>
    columns.length === 0 ? '' : [columns.map(quoted), ...rows.map((row) => fieldsOf(row))].map(record).join(''),
  join: joinTexts,
};

function record(fields: readonly string[]): string {
  return fields.join(',') + '\n';
}

function fieldsOf(row: readonly PlainValue[]): readonly string[] {
  const fields = row.map((cell) => (cell === null ? '' : quoted(plainText(cell))));
  // A record of one NULL would be an empty line, which readers take for no record.
  return fields.length === 1 && fields[0] === '' ? ['""'] : fields;
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
