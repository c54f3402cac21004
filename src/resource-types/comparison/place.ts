import { formatPointer } from '../../base/json-pointer.ts';
import type { Json } from '../../base/json.ts';
import type { PropertyPath } from '../resource-type.ts';
import type { Comparison, ComparisonContext, Different, Equal } from './comparison.ts';
import type { ComparisonFacts } from './facts/comparison-facts.ts';
import type { Rule } from './rule.ts';

/** Where in a model two values are compared. */
export interface Place {
  readonly facts: ComparisonFacts;
  /** As schemas say it: `*` stands for items. Keys of maps stand as they are. */
  readonly path: PropertyPath;
  /** With the indices of the declared items. */
  readonly at: readonly (string | number)[];
  readonly context: ComparisonContext;
  /** Inside of JSON whose shape no schema tells: a live key that is not declared is a difference. */
  readonly isFree: boolean;
  /** The only declared member of a map: that it is there may be all it says, as in `{"Allow": {}}`. */
  readonly isChoice: boolean;
  /** Inside of what reads are known to return whole, whatever the schema calls write-only. */
  readonly isReturned: boolean;
}

/** Compares two values that are both there. Rules for lists and maps are handed it, to compare what is inside. */
export type Compare = (place: Place, desired: Json, live: Json | undefined) => Comparison;

/** Undefined where the rule has nothing to say of the two values. */
export type StructureRule = (place: Place, desired: Json, live: Json, compare: Compare) => Comparison | undefined;

/** Whether two scalars that are not the same mean the same. */
export interface ScalarRule {
  readonly rule: Rule;
  readonly isEqual: (desired: string, live: string, place: Place) => boolean;
}

export function memberPlace(place: Place, key: string): Place {
  return { ...place, path: [...place.path, key], at: [...place.at, key], isChoice: false };
}

export function itemPlace(place: Place, index: number): Place {
  return { ...place, path: [...place.path, '*'], at: [...place.at, index], isChoice: false };
}

/** The innermost name: items have that of their list. */
export function nameOf({ path }: Place): string {
  return path.findLast((part) => part !== '*') ?? '';
}

export function equalBy(place: Place, rule: Rule): Equal {
  return { kind: 'equal', by: [{ pointer: formatPointer(place.at), rule }] };
}

export function differentAt(place: Place, desired: Json | undefined, live: Json | undefined): Different {
  return { kind: 'different', differences: [{ pointer: formatPointer(place.at), desired, live }] };
}
