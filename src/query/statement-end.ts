/** What a text is in the middle of, by how that begins, and how it ends. Doubled quotes begin anew what they end. */
const spans: readonly (readonly [string, string])[] = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  ['/*', '*/'],
  ['--', '\n'],
  ['//', '\n'],
  ['#', '\n'],
];

/** Where the first statement of a text ends: the index of its `;`, or undefined where more has to come. */
export function statementEnd(text: string): number | undefined {
  let index = 0;
  while (index < text.length) {
    if (text[index] === ';') return index;
    const span = spans.find(([start]) => text.startsWith(start, index));
    if (span === undefined) {
      index += 1;
      continue;
    }
    const [start, end] = span;
    const ends = text.indexOf(end, index + start.length);
    if (ends < 0) return undefined;
    index = ends + end.length;
  }
  return undefined;
}

/** Nothing but blanks and comments. */
export function isBlankSql(text: string): boolean {
  return text.replace(/\/\*.*?\*\/|(?:--|\/\/|#)[^\n]*/gs, '').trim() === '';
}
