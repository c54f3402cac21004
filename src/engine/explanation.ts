import type { Location } from '../diagnostics/source.ts';
import type { SqlText } from '../query/literal.ts';
import type { Allowance } from '../resource-types/comparison/comparison.ts';
import type { PropertyPath } from '../resource-types/resource-type.ts';
import type { Value } from '../values/value.ts';

/** Why a SELECT that counts rows by conditions joined with AND counts none. */
export type Explanation =
  /** The conditions that are false of the row that comes nearest to meeting them all. */
  | { readonly kind: 'false-terms'; readonly terms: readonly FalseTerm[] }
  /** There is no row to ask the conditions of. */
  | { readonly kind: 'no-rows' }
  /** The SELECT has another shape. */
  | { readonly kind: 'unknown' };

/** A condition that is false, or NULL. */
export interface FalseTerm {
  /** As it is shown. Where a derived table names the condition (`… AS test_x`), this is what it names. */
  readonly text: SqlText;
  readonly at: Location;
  /** What it compares: both sides of an operator, or the inputs of a function; secrets are marked. */
  readonly sides: readonly TermSide[];
  /**
   * Where it asks whether a property equals a value, and the two are not the same but equal by the rules of comparison: those rules, with
   * their places. Empty where they differ, and where nobody can tell.
   */
  readonly equalBy: readonly Allowance[];
  /** Where the two are equal so far: pointers to what is live inside of the property and not in the value. */
  readonly undeclared: readonly string[];
}

export interface TermSide {
  readonly text: SqlText;
  readonly at: Location;
  readonly value: Value;
  /** The property that it is, where it is a column and nothing else. */
  readonly property: PropertyPath | undefined;
}
