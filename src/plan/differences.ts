import { formatPointer } from '../base/json-pointer.ts';
import { isJsonObject, jsonEquals, parseJson, type Json, type JsonObject } from '../base/json.ts';
import type { PropertyPath, ResourceType } from '../resource-types/resource-type.ts';
import { isSecretPath } from '../resource-types/secret-path.ts';
import { holdsSecret, reveal } from '../values/reading.ts';
import { isValueMap, type ValueMap } from '../values/value.ts';

/** A property that is not as desired. */
export interface Difference {
  /** `/TokenValidityUnits/AccessToken`; the members of a list are compared as one. */
  readonly pointer: string;
  readonly desired: Json;
  /** undefined where the live resource has nothing there. */
  readonly live: Json | undefined;
  /** Whether the values must not be shown: what is live there may be the secret of yesterday. */
  readonly secret: boolean;
}

/**
 * What of the desired state the live resource does not have. Only what is desired is looked at: defaults that the service adds are
 * no difference, nor are write-only properties, which no read returns. Lists without order are compared as sets; `60` and `"60"`,
 * and JSON and its text, are alike, since services give back either.
 */
export function differencesBetween(type: ResourceType, desired: ValueMap, live: JsonObject): readonly Difference[] {
  const found: Difference[] = [];
  compareObjects(type, [], desired, live, found);
  return found;
}

function compareObjects(
  type: ResourceType,
  path: readonly string[],
  desired: ValueMap,
  live: JsonObject,
  found: Difference[],
): void {
  for (const [key, value] of Object.entries(desired)) {
    const here = [...path, key];
    const wanted = reveal(value);
    if (matchesAny(type.writeOnly, here) || wanted === null) continue;
    const actual = Object.hasOwn(live, key) ? live[key] : undefined;
    if (isValueMap(value) && isJsonObject(actual)) {
      compareObjects(type, here, value, actual, found);
    } else if (!isSatisfied(type, here, wanted, actual)) {
      found.push({
        pointer: formatPointer(here),
        desired: wanted,
        live: actual,
        secret: holdsSecret(value) || isSecretPath(type, here),
      });
    }
  }
}

/** Whether the live value is what is wanted there. */
function isSatisfied(type: ResourceType, path: readonly string[], wanted: Json, actual: Json | undefined): boolean {
  if (actual === undefined || actual === null) return isEmpty(wanted);
  if (jsonEquals(wanted, actual)) return true;
  if (Array.isArray(wanted) && Array.isArray(actual)) {
    if (wanted.length !== actual.length) return false;
    return matchesAny(type.unordered, path)
      ? sameMembers(type, path, wanted, actual)
      : sameSequence(type, path, wanted, actual);
  }
  if (isJsonObject(wanted) && isJsonObject(actual)) {
    const nested: Difference[] = [];
    compareObjects(type, path, wanted, actual, nested);
    return nested.length === 0;
  }
  return sameAsText(wanted, actual);
}

function sameSequence(
  type: ResourceType,
  path: readonly string[],
  wanted: readonly Json[],
  actual: readonly Json[],
): boolean {
  return wanted.every((item, index) => isSatisfied(type, [...path, '*'], item, actual[index]));
}

/** Every wanted member has a live one of its own. */
function sameMembers(
  type: ResourceType,
  path: readonly string[],
  wanted: readonly Json[],
  actual: readonly Json[],
): boolean {
  const free = [...actual];
  return wanted.every((item) => {
    const index = free.findIndex((candidate) => isSatisfied(type, [...path, '*'], item, candidate));
    if (index < 0) return false;
    free.splice(index, 1);
    return true;
  });
}

function sameAsText(wanted: Json, actual: Json): boolean {
  if (typeof wanted !== 'object' && typeof actual !== 'object') {
    return typeof wanted !== typeof actual && String(wanted) === String(actual);
  }
  if (typeof wanted === 'string') return jsonEquals(parseJson(wanted), actual);
  if (typeof actual === 'string') return jsonEquals(wanted, parseJson(actual));
  return false;
}

/** Nothing was wanted: an empty list or map is as good as none. */
function isEmpty(value: Json): boolean {
  return (Array.isArray(value) && value.length === 0) || (isJsonObject(value) && Object.keys(value).length === 0);
}

export function matchesAny(patterns: readonly PropertyPath[], path: readonly string[]): boolean {
  return patterns.some(
    (pattern) => pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]),
  );
}
