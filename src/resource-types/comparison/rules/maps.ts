import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { isInsideAny, matchesAny } from '../../match-path.ts';
import { allOf, same, type Comparison } from '../comparison.ts';
import { addedDefault } from '../facts/added-defaults.ts';
import { otherKey } from '../facts/synonyms.ts';
import { differentAt, equalBy, memberPlace, type Compare, type Place } from '../place.ts';

/**
 * Maps member by member. Of an object whose members the schema names only the declared ones count: the service adds the others. The
 * keys of a free map are its author's, and a patch replaces them as a whole, so there a live key that is not declared is a difference.
 */
export function compareMaps(place: Place, desired: Json, live: Json, compare: Compare): Comparison | undefined {
  if (!isJsonObject(desired) || !isJsonObject(live)) return undefined;
  const isFree = place.isFree || isInsideAny(place.facts.free, place.path);
  const here: Place = { ...place, isFree };
  const used = new Set<string>();
  const declared = Object.keys(desired).filter((key) => desired[key] !== null);
  const isChoice = declared.length === 1;
  const members = Object.entries(desired).map(([key, value]): Comparison => {
    const liveKey = liveKeyOf(here, live, key);
    used.add(liveKey);
    if (value === null) return same;
    const inner: Place = { ...memberPlace(here, key), isChoice: isChoice && isJsonObject(value) };
    const comparison = compare(inner, value, Object.hasOwn(live, liveKey) ? live[liveKey] : undefined);
    return liveKey === key ? comparison : allOf([equalBy(inner, 'synonym'), comparison]);
  });
  const areAuthors = isFree || matchesAny(place.facts.maps, place.path);
  const others = areAuthors ? Object.keys(live).filter((key) => !used.has(key) && live[key] !== null) : [];
  return allOf([...members, ...others.map((key) => compareUndeclared(memberPlace(here, key), live[key]))]);
}

function compareUndeclared(place: Place, live: Json | undefined): Comparison {
  return addedDefault(place, live) ? equalBy(place, 'default') : differentAt(place, undefined, live);
}

function liveKeyOf(place: Place, live: JsonObject, key: string): string {
  if (Object.hasOwn(live, key)) return key;
  const other = otherKey(place, key);
  return other !== undefined && Object.hasOwn(live, other) ? other : key;
}
