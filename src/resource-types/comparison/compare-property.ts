import type { Json } from '../../base/json.ts';
import type { PropertyPath, ResourceType } from '../resource-type.ts';
import type { Comparison, ComparisonContext } from './comparison.ts';
import { compareValue } from './compare-value.ts';
import { comparisonFactsOf, type ComparisonFacts } from './facts/comparison-facts.ts';

/**
 * Compares what is declared for a property, at any depth, with what is live there; undefined where nothing is. Equal is what the
 * service takes for the same, and what no read returns; `by` says why.
 */
export function compareProperty(
  type: ResourceType,
  path: PropertyPath,
  desired: Json,
  live: Json | undefined,
  context: ComparisonContext = {},
): Comparison {
  return compareByFacts(comparisonFactsOf(type), path, desired, live, context);
}

/** The same where only what comparing needs of the type is at hand. */
export function compareByFacts(
  facts: ComparisonFacts,
  path: PropertyPath,
  desired: Json,
  live: Json | undefined,
  context: ComparisonContext = {},
): Comparison {
  return compareValue(
    { facts, path, at: path, context, isFree: false, isChoice: false, isReturned: false },
    desired,
    live,
  );
}
