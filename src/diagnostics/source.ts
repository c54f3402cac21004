/** A text that a person wrote and the name under which they know it. */
export interface Source {
  /** As shown to the person: relative to the working directory where possible. */
  readonly path: string;
  readonly text: string;
}

/** Characters `start` to `end` (UTF-16 offsets, end exclusive) of a source. */
export interface Location {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Whether two locations are the same characters. */
export function isSameLocation(left: Location, right: Location): boolean {
  return left.start === right.start && left.end === right.end && left.source === right.source;
}

/**
 * A text that stands in a source, perhaps altered by the format around it: the query after an anchor, a YAML scalar without its
 * quotes and indentation. `offsetAt(i)` is where character `i` of the text stands in the source; it is exact where the format
 * allows, and else at least on the right line.
 */
export interface Excerpt {
  readonly source: Source;
  readonly text: string;
  readonly offsetAt: (index: number) => number;
}

/** The characters `start` to `end` of a source as they stand there. */
export function excerptOf(source: Source, start = 0, end = source.text.length): Excerpt {
  return { source, text: source.text.slice(start, end), offsetAt: (index) => start + index };
}

/** Where characters `start` to `end` of an excerpt stand in its source. */
export function locationIn(excerpt: Excerpt, start: number, end: number): Location {
  const first = excerpt.offsetAt(start);
  const last = end > start ? excerpt.offsetAt(end - 1) + 1 : first;
  return { source: excerpt.source, start: first, end: Math.max(first, last) };
}
