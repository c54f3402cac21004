import { memberNames } from './shown-rows.ts';
import type { ResultFormat } from './result-format.ts';

/** A list of objects, one per row. Of several statements: a list with such a list for each, in their order. */
export const jsonFormat: ResultFormat = {
  name: 'json',
  summary: 'a list of objects',
  countsRows: false,
  format: ({ columns, rows }) => {
    const names = memberNames(columns).map((name) => JSON.stringify(name));
    // Put together by hand: an object would move names that are numbers to the front.
    const objects = rows.map((row) => {
      const members = names.map((name, index) => {
        const value = JSON.stringify(row[index] ?? null, undefined, 2);
        return `    ${name}: ${value.replaceAll('\n', '\n    ')}`;
      });
      return members.length === 0 ? '  {}' : `  {\n${members.join(',\n')}\n  }`;
    });
    return objects.length === 0 ? '[]\n' : `[\n${objects.join(',\n')}\n]\n`;
  },
  join: (texts, statements) => {
    if (statements === 1) return texts.join('');
    const inner = texts.map((text) => '  ' + text.trimEnd().replaceAll('\n', '\n  '));
    return inner.length === 0 ? '[]\n' : `[\n${inner.join(',\n')}\n]\n`;
  },
};
