import type { Json } from '../../base/json.ts';
import type { Rule } from './rule.ts';

/** What comparing what is declared with what is live comes to. */
export type Comparison = Equal | Different;

export interface Equal {
  readonly kind: 'equal';
  /** What made values equal that are not the same; empty where they are the same. */
  readonly by: readonly Allowance[];
}

/** A place at which a rule was needed. */
export interface Allowance {
  /** `/TokenValidityUnits/AccessToken`, from the model's root. */
  readonly pointer: string;
  readonly rule: Rule;
}

export interface Different {
  readonly kind: 'different';
  /** At least one. */
  readonly differences: readonly PropertyDifference[];
}

/** A place that is not as declared. */
export interface PropertyDifference {
  /** Members of a list are compared as one: it names the list. */
  readonly pointer: string;
  /** undefined where a key of a map is live and not declared. */
  readonly desired: Json | undefined;
  /** undefined where the live resource has nothing there. */
  readonly live: Json | undefined;
}

/** What is known of the resource beyond its model. What is left out is not known, and limits nothing. */
export interface ComparisonContext {
  /** The resource's own region, `eu-west-1`. */
  readonly region?: string | undefined;
  /** The number of the account that the resource is in. */
  readonly account?: string | undefined;
  /** Keys of tags that never count; a final `*` stands for any end. */
  readonly ignoreTags?: readonly string[] | undefined;
}

export const same: Equal = { kind: 'equal', by: [] };

/** One verdict of several: the differences of all, else the allowances of all. */
export function allOf(comparisons: readonly Comparison[]): Comparison {
  const differences = comparisons.flatMap((one) => (one.kind === 'different' ? one.differences : []));
  if (differences.length > 0) return { kind: 'different', differences };
  return { kind: 'equal', by: comparisons.flatMap((one) => (one.kind === 'equal' ? one.by : [])) };
}
