import { isJsonObject, type Json } from '../../base/json.ts';
import type { PropertyPath } from '../../resource-types/resource-type.ts';
import { secretsUnder } from '../../resource-types/secret-path.ts';
import { Secret, type Value } from '../../values/value.ts';

/** The value with everything at the paths marked; an empty path is the whole. */
export function hide(value: Json, paths: readonly PropertyPath[]): Value {
  if (value === null) return null;
  if (paths.some((path) => path.length === 0)) return new Secret(value);
  if (paths.length === 0) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => hide(item, secretsUnder(paths, '*')));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item, secretsUnder(paths, key))]));
  }
  // A text in the place of a list or map: what is in it cannot be told.
  return typeof value === 'string' ? new Secret(value) : value;
}
