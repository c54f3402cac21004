import type { Json, JsonObject } from '../base/json.ts';
import { formatPointer } from '../base/json-pointer.ts';
import { holdsSecret, isKnown, isOmit, reveal } from '../values/reading.ts';
import { isMarked, isValueList, isValueMap, type Value, type ValueMap } from '../values/value.ts';

/** A model as plain JSON, with the places where it is not to be believed or not to be shown, as JSON pointers. */
export interface PlainModel {
  readonly json: JsonObject;
  /** Null stands there. */
  readonly unknown: readonly string[];
  readonly secret: readonly string[];
}

/** Nulls and omitted members are left out. */
export function plainModel(model: ValueMap): PlainModel {
  const unknown: string[] = [];
  const secret: string[] = [];

  const plain = (value: Value, path: readonly (string | number)[]): Json => {
    if (isMarked(value)) {
      if (holdsSecret(value)) secret.push(formatPointer(path));
      if (!isKnown(value)) {
        unknown.push(formatPointer(path));
        return null;
      }
      return reveal(value);
    }
    if (isValueList(value)) {
      return value.filter((item) => !isAbsent(item)).map((item, index) => plain(item, [...path, index]));
    }
    return isValueMap(value) ? plainMap(value, path) : value;
  };

  const plainMap = (map: ValueMap, path: readonly (string | number)[]): JsonObject =>
    Object.fromEntries(
      Object.entries(map)
        .filter(([, value]) => !isAbsent(value))
        .map(([key, value]) => [key, plain(value, [...path, key])]),
    );

  return { json: plainMap(model, []), unknown, secret };
}

function isAbsent(value: Value): boolean {
  return value === null || isOmit(value);
}

/** Whether the place is one of the given ones or lies inside one. */
export function isInside(pointer: string, places: readonly string[]): boolean {
  return places.some((place) => pointer === place || pointer.startsWith(place + '/'));
}

/** Whether one of the given places is the place or lies inside it. */
export function holdsAny(pointer: string, places: readonly string[]): boolean {
  return places.some((place) => place === pointer || place.startsWith(pointer + '/'));
}
