import { cellsOf, type Cell } from './display-text.ts';
import { plainPaint, type Paint } from './paint.ts';
import type { Location } from './source.ts';
import { linesOf, positionOf } from './source-lines.ts';

export interface CodeFrameOptions {
  /** Hides secrets in a line of the source before it is shown. Carets stay aligned with what it leaves alone. */
  readonly maskText?: (line: string) => string;
  /** Columns for line numbers; by default as many as this frame needs. */
  readonly gutterWidth?: number;
  /** How the carets look; by default as an error. */
  readonly mark?: (text: string) => string;
}

/** Columns of source text that are shown; longer lines are cut around the mark. */
const shownColumns = 120;
/** Columns left of the mark that a cut line keeps. */
const columnsBefore = 40;
/** Lines beyond this many characters are shown without their neighbours, and only looked at near the mark. */
const longLine = 4000;

/**
 * The place, the line with carets under it, and the lines before and after:
 * ```
 *   --> stackql_manifest.yml:12:5
 *    |
 * 11 |   - name: web
 * 12 |     typ: query
 *    |     ^^^
 * ```
 * A location over several lines marks what it covers of the first one.
 */
export function formatCodeFrame(location: Location, paint: Paint = plainPaint, options: CodeFrameOptions = {}): string {
  const lines = linesOf(location.source);
  const index = lines.indexAt(Math.min(location.start, location.source.text.length));
  const gutterWidth = options.gutterWidth ?? gutterWidthOf(location);
  const maskText = options.maskText ?? ((line: string) => line);
  const mark = options.mark ?? paint.error;

  const lineStart = lines.startOf(index);
  const original = lines.textOf(index);
  const masked = maskText(original);
  const start = moved(location.start - lineStart, original, masked, 'start');
  const end = moved(Math.min(location.end - lineStart, original.trimEnd().length), original, masked, 'end');
  const skipped = masked.length > longLine ? Math.max(0, start - longLine / 4) : 0;
  const near = masked.length > longLine ? masked.slice(skipped, skipped + longLine / 2) : masked;
  const from = start - skipped;
  const to = Math.max(start, end) - skipped;
  const cells = cellsOf(near);
  const marked = markedColumns(cells, near.length, from, to);
  const window = windowAround(marked, widthOf(cells));

  const row = (number: string, text: string): string =>
    `${paint.dim(`${number.padStart(gutterWidth)} |`)}${text === '' ? '' : ' ' + text}`;
  const context = (neighbour: number): readonly string[] => {
    const line = lines.textOf(neighbour);
    if (neighbour < 0 || neighbour >= lines.count || line.length > longLine || masked.length > longLine) return [];
    const text = cut(cellsOf(maskText(line)), window);
    return text.trim() === '' ? [] : [row(String(neighbour + 1), text)];
  };
  return [
    `${' '.repeat(gutterWidth)}${paint.dim('-->')} ${paint.place(placeOf(location))}`,
    row('', ''),
    ...context(index - 1),
    row(String(index + 1), cut(cells, window)),
    row('', ' '.repeat(marked.from - window.from) + mark('^'.repeat(Math.min(marked.to, window.to) - marked.from))),
    ...context(index + 1),
  ].join('\n');
}

/** `path:line:column`, both from 1, as editors open it. */
export function placeOf(location: Location): string {
  const lines = linesOf(location.source);
  const index = lines.indexAt(location.start);
  const { column } = positionOf({ path: '', text: lines.textOf(index) }, location.start - lines.startOf(index));
  return `${location.source.path}:${index + 1}:${column}`;
}

/** Columns that the line numbers of a frame take, the line after the marked one included. */
export function gutterWidthOf(location: Location): number {
  const lines = linesOf(location.source);
  return String(Math.min(lines.count, lines.indexAt(location.start) + 2)).length;
}

interface Columns {
  readonly from: number;
  readonly to: number;
}

/** Where an offset of the line stands after masking: kept before and behind the masked part, at its edge inside. */
function moved(offset: number, original: string, masked: string, edge: 'start' | 'end'): number {
  if (original === masked) return offset;
  const shorter = Math.min(original.length, masked.length);
  let before = 0;
  while (before < shorter && original[before] === masked[before]) before += 1;
  let behind = 0;
  while (behind < shorter - before && original.at(-1 - behind) === masked.at(-1 - behind)) behind += 1;
  if (offset <= before) return offset;
  if (offset >= original.length - behind) return offset + masked.length - original.length;
  return edge === 'start' ? before : masked.length - behind;
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** The columns of the characters from offset `from` to `to`; at least one. */
function markedColumns(cells: readonly Cell[], length: number, from: number, to: number): Columns {
  let column = 0;
  let first: number | undefined;
  let last: number | undefined;
  for (const [index, cell] of cells.entries()) {
    const end = cells[index + 1]?.offset ?? length;
    if (end > from) first ??= column;
    column += cell.width;
    if (cell.offset < to) last = column;
  }
  const start = first ?? column;
  return { from: start, to: Math.max(start + 1, to > from ? (last ?? 0) : 0) };
}

function windowAround(marked: Columns, width: number): Columns {
  if (width <= shownColumns) return { from: 0, to: Math.max(shownColumns, marked.to) };
  if (marked.to <= shownColumns) return { from: 0, to: shownColumns };
  const from = Math.max(0, Math.min(marked.from - columnsBefore, Math.max(width, marked.to) - shownColumns));
  return { from, to: from + shownColumns };
}

/** What stands in the window, with `…` in the place of the first and last column where something was cut. */
function cut(cells: readonly Cell[], window: Columns): string {
  let column = 0;
  let text = '';
  const total = widthOf(cells);
  const cutBefore = window.from > 0 && total > 0;
  const cutBehind = total > window.to;
  const first = cutBefore ? window.from + 1 : window.from;
  const last = cutBehind ? window.to - 1 : window.to;
  for (const cell of cells) {
    const end = column + cell.width;
    if (column >= first && end <= last) text += cell.shown;
    // A wide character or tab across the edge leaves blanks, so that what follows stays in its column.
    else if (end > first && column < last) text += ' '.repeat(Math.min(end, last) - Math.max(column, first));
    column = end;
  }
  return `${cutBefore ? '…' : ''}${text}${cutBehind ? '…' : ''}`.trimEnd();
}
