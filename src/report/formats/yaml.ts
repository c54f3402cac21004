import type { PlainValue } from '../../values/value.ts';
import { memberNames } from './shown-rows.ts';
import type { ResultFormat } from './result-format.ts';

/** A list of maps, one per row; a document for each statement, in their order. */
export const yamlFormat: ResultFormat = {
  name: 'yaml',
  summary: 'a list of maps',
  countsRows: false,
  format: ({ columns, rows }) => {
    const names = memberNames(columns);
    const items = rows.map((row) => names.map((name, index): [string, PlainValue] => [name, row[index] ?? null]));
    return items.length === 0
      ? '[]\n'
      : items.map((entries) => itemLines(mapLines(entries)).join('\n') + '\n').join('');
  },
  join: (texts) => texts.join('---\n'),
};

/** The lines of a map in block style, without indentation. */
export function mapLines(entries: readonly (readonly [string, PlainValue])[]): readonly string[] {
  if (entries.length === 0) return ['{}'];
  return entries.flatMap(([key, value]) => {
    const name = scalar(key);
    const inner = blockLines(value);
    return inner === undefined ? [`${name}: ${flow(value)}`] : [`${name}:`, ...inner.map((line) => '  ' + line)];
  });
}

/** The lines of a list or map that is not empty; undefined for what stands in one line. */
function blockLines(value: PlainValue): readonly string[] | undefined {
  if (isList(value)) {
    if (value.length === 0) return undefined;
    return value.flatMap((item) => itemLines(blockLines(item) ?? [flow(item)]));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return entries.length === 0 ? undefined : mapLines(entries);
  }
  return undefined;
}

function itemLines(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? '- ' : '  ') + line);
}

function flow(value: PlainValue): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value === 'object' && value !== null) return isList(value) ? '[]' : '{}';
  // JSON writes a number as 1e+21, which YAML 1.1 reads as text.
  return typeof value === 'number' && /^-?\de/.test(String(value)) ? String(value).replace('e', '.0e') : String(value);
}

/** Words that some reader takes for null or a truth value, in any case. */
const words = /^(?:null|~|true|false|yes|no|on|off|y|n)$/i;
/** Texts that begin like a number, a date or a time of the day. */
const numeric = /^[-+.]?[\d.]/;
/** A letter or `/` first, and nothing inside that means anything to YAML. */
const plain = /^[\p{L}/](?:[\p{L}\p{N} _./+@$%()|=;-]|:(?=[^\s]))*$/u;

/** Text as it stands where every reader takes it for that text; else in double quotes, as JSON writes it. */
function scalar(text: string): string {
  const isPlain =
    plain.test(text) && !words.test(text) && !numeric.test(text) && !text.endsWith(' ') && !text.endsWith(':');
  return isPlain && !/^(?:\.inf|\.nan)$/i.test(text) ? text : quoted(text);
}

/** JSON, with what YAML does not let stand in a text (controls, separators, halves of characters) escaped. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'),
  );
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
