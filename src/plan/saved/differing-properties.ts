import { formatPointer } from '../../base/json-pointer.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { compareState } from '../../resource-types/comparison/differences.ts';
import type { ComparisonContext } from '../../resource-types/comparison/comparison.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { differingPlaces, type DifferingPlace } from './differing-places.ts';
import type { SavedValue } from './saved-value.ts';

/**
 * Where the live properties of a resource are not as they were saved, by the rules of comparison: what a service may give in another order
 * or spelling is the same. Secrets are told apart by their seals alone.
 */
export function differingProperties(
  type: ResourceType | undefined,
  planned: SavedValue,
  now: SavedValue,
  context: ComparisonContext,
): readonly DifferingPlace[] {
  const places = differingPlaces(planned, now);
  if (type === undefined || places.length === 0) return places;
  const hidden = new Set(
    [...(planned.secrets ?? []), ...(now.secrets ?? []), ...unknownsOf(planned)].map(({ at }) => at),
  );
  const before = without(planned.value, hidden);
  const after = without(now.value, hidden);
  const found = new Map(places.filter(({ secret }) => secret).map((place) => [place.pointer, place]));
  for (const { pointer, desired, live } of compareState(type, before, after, context).differences)
    found.set(pointer, { pointer, planned: desired, now: live, secret: false });
  // What was not there is not desired: the other way round it is.
  for (const { pointer, desired, live } of compareState(type, after, before, context).differences)
    if (!found.has(pointer)) found.set(pointer, { pointer, planned: live, now: desired, secret: false });
  return [...found.values()];
}

function unknownsOf({ unknown = [], partly = [] }: SavedValue): readonly { readonly at: string }[] {
  return [...unknown.map((at) => ({ at })), ...partly];
}

/** The properties without those at some places. Members of a list keep their places: null stands for them. */
function without(value: Json, places: ReadonlySet<string>): JsonObject {
  const visit = (part: Json, path: readonly (string | number)[]): Json => {
    if (Array.isArray(part)) return (part as readonly Json[]).map((item, index) => visit(item, [...path, index]));
    if (!isJsonObject(part)) return part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([name]) => !places.has(formatPointer([...path, name])))
        .map(([name, member]) => [name, visit(member, [...path, name])]),
    );
  };
  const kept = visit(value, []);
  return isJsonObject(kept) ? kept : {};
}
