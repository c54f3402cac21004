import { parsePointer } from '../base/json-pointer.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { isValueList, isValueMap, type Value, type ValueMap } from '../values/value.ts';

/**
 * The state that a resource should have: what `create` says, overlaid by what `update` sets. What only `create` says is set at
 * creation and is no difference later; so with an update the patch alone counts, without one create does. Marks are kept.
 */
export function desiredStateOf(created: ValueMap | undefined, patch: readonly PatchOperation[] | undefined): ValueMap {
  if (patch === undefined) return created ?? {};
  let state: ValueMap = {};
  for (const { op, path, value } of patch) {
    if (op !== 'add' && op !== 'replace') continue;
    state = withValue(state, parsePointer(path), value ?? null, created);
  }
  return state;
}

/** The state with a value at a path; a path that ends in a list is widened to the whole list as `created` has it. */
export function withValue(
  state: ValueMap,
  path: readonly string[],
  value: Value,
  created: Value | undefined,
): ValueMap {
  const [key, ...rest] = path;
  if (key === undefined) return isValueMap(value) ? value : state;
  if (rest.length === 0) return { ...state, ...Object.fromEntries([[key, value]]) };
  const inner = Object.hasOwn(state, key) ? state[key] : undefined;
  const createdInner = isMap(created) && Object.hasOwn(created, key) ? created[key] : undefined;
  if (isList(createdInner) || isList(inner)) return state;
  return {
    ...state,
    ...Object.fromEntries([[key, withValue(isMap(inner) ? inner : {}, rest, value, createdInner)]]),
  };
}

function isMap(value: Value | undefined): value is ValueMap {
  return value !== undefined && isValueMap(value);
}

function isList(value: Value | undefined): boolean {
  return value !== undefined && isValueList(value);
}
