import type { Location } from '../diagnostics/source.ts';
import type { Value } from '../values/value.ts';

/** A value in a statement: it stands between quotes, or is a number, true, false or NULL. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: Value;
  /**
   * `text`: stood between quotes and is text with or without slots. `single`: stood between quotes and is one slot alone, so the value has its own
   * type. `bare`: a number, true, false or NULL outside quotes. `computed`: SQLite worked it out, which knows no truth values but 1 and 0.
   */
  readonly form: 'text' | 'single' | 'bare' | 'computed';
  /** Inside `string('…')` or `json('…')`. */
  readonly wrapper: 'string' | 'json' | undefined;
  readonly at: Location;
}

/** SQL as a person wrote it, cut into what is code and what is data: for showing it. */
export type SqlText = readonly SqlToken[];
export type SqlToken =
  /** Keywords, operators, names, numbers, blanks and comments as written. */
  | { readonly kind: 'code'; readonly text: string }
  /** A quoted literal, or a value that stands in the place of one. */
  | { readonly kind: 'literal'; readonly literal: Literal };
