import { budgets } from '../base/budgets.ts';
import type { Location, Source } from '../diagnostics/source.ts';
import type { ManifestEntry, ManifestValue } from './manifest.ts';
import { excerptOfScalar } from './scalar-excerpt.ts';

/**
 * The value of a YAML text of the kind that most files are and large ones are made of: maps and lists by indentation, plain names as keys,
 * texts, whole numbers, true and false, each on one line. Undefined for every other text, right or wrong: the full parser knows all of
 * YAML, and takes ten times as long and a hundred bytes of memory for each character. What is read here is what it would have read.
 */
export function readPlainYaml(source: Source): ManifestValue | undefined {
  // Tabs and other blanks than the space have rules of their own.
  if (/[^\P{Cc}\n]|[^\S \n]|\ufeff/u.test(source.text)) return undefined;
  return new PlainReader(source).read();
}

/** Deeper ones are left to the parser that holds the budget. */
const deepest = Math.min(50, budgets.nesting);
/** Larger ones too; whether a key is new is found by looking at all others here. */
const mostEntries = 100;

const keyPattern = /([A-Za-z_][\w.-]{0,60}):(?= |\n|$)/y;
const singleQuoted = /'((?:[^'\n]|'')*)'(?= *(?:\n|$))/y;
const doubleQuoted = /"([^"\\\n]*)"(?= *(?:\n|$))/y;
/** No mark of YAML begins it. */
const plainText = /[\w/$(.+-][^\n]*/y;

/** A line that is not blank. */
interface Line {
  /** Where its first character that is no blank stands. */
  readonly start: number;
  readonly column: number;
}

class PlainReader {
  readonly #source: Source;
  readonly #text: string;
  /** The line that is read next; undefined behind the last one. */
  #line: Line | undefined;
  #depth = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
    this.#line = this.#lineFrom(0);
  }

  read(): ManifestValue | undefined {
    const root = this.#block(0);
    return this.#line === undefined ? root : undefined;
  }

  /** The first line from an offset on that is not blank. A comment is such a line, and ends the reading. */
  #lineFrom(offset: number): Line | undefined {
    let lineStart = offset;
    while (lineStart < this.#text.length) {
      let start = lineStart;
      while (this.#text[start] === ' ') start += 1;
      if (start < this.#text.length && this.#text[start] !== '\n') return { start, column: start - lineStart };
      lineStart = start + 1;
    }
    return undefined;
  }

  /** Goes on behind the line in which `offset` stands. */
  #advance(offset: number): void {
    const lineBreak = this.#text.indexOf('\n', offset);
    this.#line = lineBreak === -1 ? undefined : this.#lineFrom(lineBreak + 1);
  }

  /** The map or list that begins with the next line, in this column or behind it. */
  #block(column: number): ManifestValue | undefined {
    const line = this.#line;
    if (line === undefined || line.column < column || this.#depth === deepest) return undefined;
    this.#depth += 1;
    const value = this.#isItem(line) ? this.#list(line) : this.#map(line);
    this.#depth -= 1;
    // What stands further right than all that is open continues a text.
    return this.#line !== undefined && this.#line.column > line.column ? undefined : value;
  }

  #isItem({ start }: Line): boolean {
    return this.#text.startsWith('- ', start);
  }

  #list(first: Line): ManifestValue | undefined {
    const items: ManifestValue[] = [];
    for (let line = this.#line; line?.column === first.column && this.#isItem(line); line = this.#line) {
      let start = line.start + 2;
      while (this.#text[start] === ' ') start += 1;
      const inner = { start, column: line.column + start - line.start };
      this.#line = inner;
      const item = this.#keyAt(start) === undefined ? this.#scalarAt(start) : this.#block(inner.column);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return { kind: 'list', items, at: this.#around(first, items.at(-1)) };
  }

  #map(first: Line): ManifestValue | undefined {
    const entries: ManifestEntry[] = [];
    for (let line = this.#line; line?.column === first.column && !this.#isItem(line); line = this.#line) {
      const key = this.#keyAt(line.start);
      if (key === undefined || entries.length === mostEntries || entries.some((one) => one.key === key))
        return undefined;
      const value = this.#valueBehind(line, line.start + key.length + 1);
      if (value === undefined) return undefined;
      entries.push({ key, keyAt: this.#place(line.start, line.start + key.length), value });
    }
    return { kind: 'map', entries, at: this.#around(first, entries.at(-1)?.value) };
  }

  #keyAt(start: number): string | undefined {
    keyPattern.lastIndex = start;
    return keyPattern.exec(this.#text)?.[1];
  }

  /** What stands behind a colon, or on the lines below. */
  #valueBehind({ column }: Line, colonEnd: number): ManifestValue | undefined {
    let start = colonEnd;
    while (this.#text[start] === ' ') start += 1;
    if (start < this.#text.length && this.#text[start] !== '\n') return this.#scalarAt(start);
    this.#advance(start);
    // A list need not stand further right than its key.
    const isList = this.#line?.column === column && this.#isItem(this.#line);
    return this.#block(isList ? column : column + 1);
  }

  /** A text, number or truth value, which ends with its line. */
  #scalarAt(start: number): ManifestValue | undefined {
    const value = this.#quotedAt(start, singleQuoted) ?? this.#quotedAt(start, doubleQuoted) ?? this.#plainAt(start);
    if (value === undefined) return undefined;
    const column = this.#line?.column ?? 0;
    this.#advance(value.at.end);
    return this.#line !== undefined && this.#line.column > column ? undefined : value;
  }

  #quotedAt(start: number, pattern: RegExp): ManifestValue | undefined {
    pattern.lastIndex = start;
    const inner = pattern.exec(this.#text)?.[1];
    if (inner === undefined) return undefined;
    const [style, text] =
      pattern === singleQuoted ? ['QUOTE_SINGLE', inner.replaceAll("''", "'")] : ['QUOTE_DOUBLE', inner];
    return this.#textAt(text, style, start, start + inner.length + 2);
  }

  #plainAt(start: number): ManifestValue | undefined {
    plainText.lastIndex = start;
    const text = plainText.exec(this.#text)?.[0].trimEnd();
    if (text === undefined || /: | #|^- |[:-]$/.test(text)) return undefined;
    const end = start + text.length;
    if (text === 'true' || text === 'false')
      return { kind: 'scalar', value: text === 'true', at: this.#place(start, end) };
    if (/^(0|[1-9]\d{0,8})$/.test(text)) return { kind: 'scalar', value: Number(text), at: this.#place(start, end) };
    // All other words for null, truth values and numbers.
    if (/^(null|true|false)$/i.test(text) || /^[\d.+-][\w.+-]*$/.test(text)) return undefined;
    return this.#textAt(text, 'PLAIN', start, end);
  }

  #textAt(text: string, style: string, start: number, end: number): ManifestValue {
    return {
      kind: 'text',
      excerpt: excerptOfScalar(this.#source, text, style, start, end),
      at: this.#place(start, end),
    };
  }

  #place(start: number, end: number): Location {
    return { source: this.#source, start, end };
  }

  /** From the first line to the end of the last value. */
  #around({ start }: Line, last: ManifestValue | undefined): Location {
    return this.#place(start, last?.at.end ?? start);
  }
}
