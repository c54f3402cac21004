import type { PlainValue } from '../../values/value.ts';

/** What a statement yielded, as it may be shown: no secret is in it any more. */
export interface ShownRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly PlainValue[])[];
}

/** One way to write rows. */
export interface ResultFormat {
  readonly name: string;
  /** A few words for the help. */
  readonly summary: string;
  /** The rows as text, with a final line break. */
  readonly format: (rows: ShownRows, layout: Layout) => string;
  /** The texts of several statements as one. */
  readonly join: (texts: readonly string[]) => string;
}

export interface Layout {
  /** Columns of the terminal; undefined where nothing limits them. */
  readonly width: number | undefined;
}
