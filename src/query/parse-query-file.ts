import { enumerate } from '../base/text.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { mistake, warning, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { excerptOf, locationIn, type Excerpt, type Location, type Source } from '../diagnostics/source.ts';
import { anchorNames, anchorOf } from './anchor-names.ts';
import { anchors, type Anchor, type AnchoredQuery } from './anchored-query.ts';
import { parseAnchorOptions, type WrittenOption } from './parse-anchor-options.ts';

/** The queries of a file, in their order. */
export function parseQueryFile(source: Source): Parsed<readonly AnchoredQuery[]> {
  return parseAnchoredText(excerptOf(source));
}

/** The same for a text that stands inside another file, as `sql` in the manifest may. */
export function parseAnchoredText(excerpt: Excerpt): Parsed<readonly AnchoredQuery[]> {
  const { text } = excerpt;
  const diagnostics: Diagnostic[] = [];
  const lines = [...text.matchAll(anchorLine)];
  const head = text.slice(0, lines[0]?.index ?? text.length);
  const stray = firstCode(head);
  if (stray !== undefined) {
    diagnostics.push(
      warning('query/unused', 'text before the first anchor belongs to no query', {
        at: locationIn(excerpt, stray, lineEnd(text, stray)),
        help: 'put a line such as /*+ create */ before it',
      }),
    );
  }
  const queries: AnchoredQuery[] = [];
  const first = new Map<Anchor, Location>();
  lines.forEach((line, index) => {
    const end = lines[index + 1]?.index ?? text.length;
    const query = parseAnchored(excerpt, line, end, diagnostics);
    if (query === undefined) return;
    const before = first.get(query.anchor);
    if (before === undefined) {
      first.set(query.anchor, query.at);
      queries.push(query);
      return;
    }
    diagnostics.push(
      mistake('query/duplicate-anchor', `duplicate anchor ${query.anchor} in this file`, {
        at: query.at,
        related: [{ message: 'first here', at: before }],
      }),
    );
  });
  return { value: queries, diagnostics };
}

/** Whether a text has an anchor line; without one it is a single query. */
export function hasAnchorLine(text: string): boolean {
  // `test` would leave its place in the expression, and `matchAll` would begin there.
  return text.search(anchorLine) >= 0;
}

/** Whether a text holds nothing but blanks and comments. */
export function isEmptyQuery(text: string): boolean {
  return firstCode(text) === undefined;
}

/** `/*+` at the beginning of a line, blanks aside, up to the end of that line. */
const anchorLine = /^[\t \uFEFF]*\/\*\+[^\n]*/gmu;

function parseAnchored(
  excerpt: Excerpt,
  line: RegExpExecArray,
  end: number,
  diagnostics: Diagnostic[],
): AnchoredQuery | undefined {
  const { text } = excerpt;
  const open = line.index + line[0].indexOf('/*+');
  const lineStop = line.index + line[0].trimEnd().length;
  const close = text.slice(0, lineStop).indexOf('*/', open + 3);
  if (close < 0) {
    const at = locationIn(excerpt, open, lineStop);
    diagnostics.push(
      mistake('query/unknown-anchor', 'this anchor is not closed on its line', { at, help: 'end it with */' }),
    );
    return undefined;
  }
  const inside = text.slice(open + 3, close);
  const name = /[^\s,]+/u.exec(inside);
  if (name === null) {
    diagnostics.push(unknownAnchor('', locationIn(excerpt, open, close + 2)));
    return undefined;
  }
  const nameStart = open + 3 + name.index;
  const at = locationIn(excerpt, nameStart, nameStart + name[0].length);
  const anchor = anchorOf(name[0]);
  if (anchor === undefined) {
    diagnostics.push(unknownAnchor(name[0], at));
    return undefined;
  }
  const written = writtenOptions(excerpt, nameStart + name[0].length, close);
  const parsed = parseAnchorOptions(anchor, written);
  diagnostics.push(...parsed.diagnostics);
  const start = close + 2;
  const body = text.slice(start, end);
  if (isEmptyQuery(body)) {
    diagnostics.push(mistake('query/empty', `the anchor ${name[0]} has no query`, { at }));
  }
  const query: Excerpt = {
    source: excerpt.source,
    text: body,
    offsetAt: (index) => excerpt.offsetAt(start + index),
  };
  return { anchor, at, options: parsed.options, excerpt: query };
}

/** Hints to StackQL's engine, which stand in a statement there. */
const engineHints = ['AWAIT', 'SHOWRESULTS'];

function unknownAnchor(name: string, at: Location): Diagnostic {
  if (name === '') return mistake('query/unknown-anchor', 'this anchor has no name', { at, help: namesHelp });
  if (engineHints.includes(name.toUpperCase())) {
    return mistake('query/unknown-anchor', `${name} is a hint to StackQL and no anchor`, {
      at,
      help: 'leave it out: a write always waits for the end of its request',
    });
  }
  const near = didYouMean(name.toLowerCase(), anchorNames);
  if (near !== undefined) return mistake('query/unknown-anchor', `there is no anchor ${name}`, { at, help: near });
  // Whoever keeps a query there that nothing runs may go on doing so.
  return warning('query/unknown-anchor', `there is no anchor ${name}: its query is never run`, { at, help: namesHelp });
}

const namesHelp = `the anchors are ${enumerate(anchors)}`;

/** `name = value`, with commas or blanks between them; a value may stand in quotes. */
const option = /([^\s,=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s,]*)))?/gu;

function writtenOptions(excerpt: Excerpt, start: number, end: number): readonly WrittenOption[] {
  const text = excerpt.text.slice(start, end);
  return [...text.matchAll(option)].map((match): WrittenOption => {
    const [whole, name = '', inDoubleQuotes, inQuotes, bare] = match;
    const value = inDoubleQuotes ?? inQuotes ?? bare;
    const from = start + match.index;
    const nameAt = locationIn(excerpt, from, from + name.length);
    const length = value?.length ?? 0;
    const valueStart = from + whole.length - length - (bare === undefined && value !== undefined ? 1 : 0);
    return { name, value, nameAt, valueAt: locationIn(excerpt, valueStart, valueStart + length) };
  });
}

/** Where something other than blanks, comments and `;` begins. */
function firstCode(text: string): number | undefined {
  const skipped =
    /^(?:[\s;\uFEFF]+|--[^\n]*|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|\{#[^]*?#\})*/u.exec(text)?.[0].length ?? 0;
  return skipped < text.length ? skipped : undefined;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return from + text.slice(from, newline < 0 ? text.length : newline).trimEnd().length;
}
