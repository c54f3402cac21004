import type { BareComparison } from './bare-comparisons.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Excerpt, Location } from '../diagnostics/source.ts';
import type { RandomSource } from '../base/random.ts';
import type { Lookups } from './lookups.ts';
import type { Unknown, Value } from '../values/value.ts';

/** A parsed template. What it holds inside is known to this folder only. */
export interface Template {
  readonly excerpt: Excerpt;
  /** The text has no `{{`, `{%` or `{#`: it renders to itself. */
  readonly isPlain: boolean;
  /** The whole text is one `{{ expression }}`, blanks around it aside: its value keeps its type. */
  readonly isSingleExpression: boolean;
  /** The names that the template takes from its scope, where they stand, and whether it only asks for them (`is defined`, `default`). */
  readonly references: readonly Reference[];
  /** Of an `if`: the comparisons of names without braces. Default: none. */
  readonly bareComparisons?: readonly BareComparison[];
  readonly root: unknown;
}

export interface Reference {
  readonly name: string;
  /** The members that follow with constant names: `user_pool.user_pool_id` has `['user_pool_id']`. */
  readonly members: readonly string[];
  readonly at: Location;
  /** Under `is defined` or `default`: may be undefined. */
  readonly optional: boolean;
  /** Stands in a branch, a loop or a macro, or after `and`, `or`, `if`: a rendering need not come by. Default false. */
  readonly conditional?: boolean;
}

/** What names mean in one rendering. */
export interface Names {
  /** undefined where nothing has the name. */
  lookup(name: string): Value | undefined;
  /** All names, for "did you mean". */
  all(): Iterable<string>;
  /** Why nothing has a name that one might expect; undefined where there is no more to say than that. */
  whyMissing?(name: string): string | undefined;
  /** How to give a variable of that name: `set it with -e TEAM=VALUE …`. Default: variables cannot be given. */
  readonly howToSet?: (name: string) => string;
}

export interface RenderContext {
  readonly names: Names;
  readonly random: RandomSource;
  /** When the run began, in milliseconds since 1970: what `now()` gives. */
  readonly startedAtMs: number;
  /** What is known of what stands outside of the stack. Default: nothing, and nobody notes what is asked. */
  readonly lookups?: Lookups | undefined;
}

/** A rendered text: what stood in the template, and the values that were put in. */
export interface Rendered {
  readonly pieces: readonly Piece[];
}

export type Piece = TextPiece | SlotPiece;

/** Text of the template itself, character by character as it stands in the source from `offset` on. */
export interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
  readonly excerpt: Excerpt;
  /** Index of the first character in the excerpt's text. */
  readonly offset: number;
}

/** A value that an expression yielded. It never becomes SQL text. */
export interface SlotPiece {
  readonly kind: 'slot';
  readonly value: Value;
  /** The expression, `{{` and `}}` included. */
  readonly at: Location;
}

/** How a rendering ended. */
export type Rendering<T> =
  | { readonly kind: 'rendered'; readonly value: T; readonly warnings: readonly Diagnostic[] }
  /** A condition or loop hangs on something that only the build will know. */
  | { readonly kind: 'undecided'; readonly unknown: Unknown; readonly at: Location }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/** Whether a text has Jinja's tags; one without any renders to itself. */
export function hasTags(text: string): boolean {
  return /\{[{%#]/.test(text);
}
