import type { PlainValue } from '../../values/value.ts';

/** What a statement yielded, as it may be shown: no secret is in it any more. A write without RETURNING yields no columns. */
export interface ShownRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly PlainValue[])[];
}

/** One way to write rows. */
export interface ResultFormat {
  readonly name: string;
  /** A few words for the help. */
  readonly summary: string;
  /** Whether the number of rows is told beside it: what people read. */
  readonly countsRows: boolean;
  /** The rows as text, with a final line break. */
  readonly format: (rows: ShownRows, layout: Layout) => string;
  /** The texts of so many statements as one. Where a statement failed there are fewer texts. */
  readonly join: (texts: readonly string[], statements: number) => string;
}

export interface Layout {
  /** Columns of the terminal; undefined where nothing limits them. */
  readonly width: number | undefined;
}

/** For people: an empty line between texts, and nothing for a statement that yields nothing to show. */
export function joinTexts(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
