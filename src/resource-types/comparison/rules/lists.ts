import type { Json } from '../../../base/json.ts';
import { allOf, type Comparison } from '../comparison.ts';
import { isWithoutOrder } from '../facts/unordered-lists.ts';
import { differentAt, equalBy, itemPlace, type Compare, type Place } from '../place.ts';
import { matchMembers } from './match-members.ts';

/** Lists item by item, or, where their order means nothing, each declared item with a live one of its own. */
export function compareLists(place: Place, desired: Json, live: Json, compare: Compare): Comparison | undefined {
  if (!Array.isArray(desired) || !Array.isArray(live)) return undefined;
  const wanted = desired as readonly Json[];
  const actual = live as readonly Json[];
  if (wanted.length !== actual.length) return differentAt(place, desired, live);
  const inOrder = allOf(wanted.map((item, index) => compare(itemPlace(place, index), item, actual[index])));
  if (inOrder.kind === 'equal') return inOrder;
  const matched = isWithoutOrder(place, wanted, actual)
    ? matchMembers(wanted, actual, (item, other, index) => compare(itemPlace(place, index), item, other))
    : undefined;
  return matched === undefined ? differentAt(place, desired, live) : allOf([equalBy(place, 'order'), ...matched]);
}
