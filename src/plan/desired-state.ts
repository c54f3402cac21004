import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { parsePointer } from '../base/json-pointer.ts';

/**
 * The state that a resource should have: what `create` says, overlaid by what `update` sets. What only `create` says is set at
 * creation and is no difference later; so with an update the patch alone counts, without one create does.
 */
export function desiredStateOf(created: JsonObject | undefined, patch: readonly JsonObject[] | undefined): JsonObject {
  if (patch === undefined) return created ?? {};
  let state: JsonObject = {};
  for (const operation of patch) {
    const path = operation['path'];
    const verb = operation['op'];
    if (typeof path !== 'string' || (verb !== 'add' && verb !== 'replace')) continue;
    state = withValue(state, parsePointer(path), operation['value'] ?? null, created);
  }
  return state;
}

/** The state with a value at a path; a path that ends in a list is widened to the whole list as `created` has it. */
function withValue(state: JsonObject, path: readonly string[], value: Json, created: Json | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return isJsonObject(value) ? value : state;
  if (rest.length === 0) return { ...state, ...Object.fromEntries([[key, value]]) };
  const inner = Object.hasOwn(state, key) ? state[key] : undefined;
  const createdInner = isJsonObject(created) && Object.hasOwn(created, key) ? created[key] : undefined;
  if (Array.isArray(createdInner) || Array.isArray(inner)) return state;
  return {
    ...state,
    ...Object.fromEntries([[key, withValue(isJsonObject(inner) ? inner : {}, rest, value, createdInner)]]),
  };
}
