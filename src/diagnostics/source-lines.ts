import type { Source } from './source.ts';

/** The lines of a source, found once and kept as long as the source. */
export interface SourceLines {
  readonly count: number;
  /** The line, from 0, on which the character at `offset` stands; a line break belongs to the line that it ends. */
  indexAt(offset: number): number;
  /** Where line `index` begins. */
  startOf(index: number): number;
  /** The line without its line break. */
  textOf(index: number): string;
}

const known = new WeakMap<Source, SourceLines>();

export function linesOf(source: Source): SourceLines {
  const found = known.get(source) ?? findLines(source.text);
  known.set(source, found);
  return found;
}

function findLines(text: string): SourceLines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (index: number): number => starts[index] ?? text.length;
  return {
    count: starts.length,
    startOf,
    indexAt: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (startOf(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    textOf: (index) => {
      const line = text.slice(startOf(index), index + 1 < starts.length ? startOf(index + 1) - 1 : text.length);
      return line.endsWith('\r') ? line.slice(0, -1) : line;
    },
  };
}

/** Line and column, both from 1; columns count characters (code points), as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionOf(source: Source, offset: number): Position {
  const lines = linesOf(source);
  const index = lines.indexAt(offset);
  return { line: index + 1, column: Array.from(source.text.slice(lines.startOf(index), offset)).length + 1 };
}
