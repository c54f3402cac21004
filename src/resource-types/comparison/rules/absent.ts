import { isJsonObject, jsonEquals, type Json } from '../../../base/json.ts';
import { matchesPath } from '../../match-path.ts';
import type { Comparison } from '../comparison.ts';
import { differentAt, equalBy, type Place } from '../place.ts';

/**
 * What was declared where the live resource has nothing. Services leave out what is empty (recorded reads of 2026: `Description: ""`,
 * `Tags: []`) and, some of them, what has its default.
 */
export function compareAbsent(place: Place, desired: Json, live: null | undefined): Comparison {
  if (isUnset(desired) && !place.isChoice) return equalBy(place, 'unset');
  const known = place.facts.defaults.find(({ path }) => matchesPath(path, place.path));
  if (known !== undefined && jsonEquals(known.value, desired)) return equalBy(place, 'default');
  return differentAt(place, desired, live);
}

/** Null, an empty text, list or map, or a map of such texts and lists. A map in a map is none: `{"Allow": {}}` says what is allowed. */
export function isUnset(value: Json): boolean {
  if (!isJsonObject(value)) return value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.values(value).every((member) => !isJsonObject(member) && isUnset(member));
}
