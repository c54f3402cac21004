import { parsePointer } from '../base/json-pointer.ts';
import type { PatchOperation } from './check-patch.ts';
import { isValueList, isValueMap, type Value, type ValueMap } from '../values/value.ts';

/** The state after a patch. Marks of its values are kept; an operation on a place that is not there changes nothing. */
export function patchedState(state: ValueMap, patch: readonly PatchOperation[]): ValueMap {
  let current: Value = state;
  for (const operation of patch) current = applied(current, operation);
  return isValueMap(current) ? current : state;
}

function applied(state: Value, { op, path, from, value }: PatchOperation): Value {
  const at = parsePointer(path);
  switch (op) {
    case 'add':
    case 'replace':
      return withValue(state, at, value ?? null, op);
    case 'remove':
      return withoutValue(state, at);
    case 'copy':
    case 'move': {
      const source = parsePointer(from ?? '');
      const found = valueAt(state, source);
      if (found === undefined) return state;
      return withValue(op === 'move' ? withoutValue(state, source) : state, at, found, 'add');
    }
    case 'test':
      return state;
  }
}

/** What stands at a place; undefined where nothing does, and inside of what is marked. */
export function valueAt(state: Value, path: readonly string[]): Value | undefined {
  let current: Value | undefined = state;
  for (const part of path) {
    if (current === undefined) return undefined;
    if (isValueList(current)) current = current[Number(part)];
    else if (isValueMap(current)) current = Object.hasOwn(current, part) ? current[part] : undefined;
    else return undefined;
  }
  return current;
}

function withValue(state: Value, [key, ...rest]: readonly string[], value: Value, op: 'add' | 'replace'): Value {
  if (key === undefined) return value;
  if (isValueList(state)) {
    const index = key === '-' ? state.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > state.length) return state;
    const item = state[index];
    if (rest.length > 0) return item === undefined ? state : state.with(index, withValue(item, rest, value, op));
    return op === 'add' ? state.toSpliced(index, 0, value) : state.with(index, value);
  }
  if (!isValueMap(state)) return state;
  const inner = Object.hasOwn(state, key) ? state[key] : undefined;
  if (rest.length > 0 && inner === undefined) return state;
  return withMember(state, key, withValue(inner ?? null, rest, value, op));
}

function withoutValue(state: Value, [key, ...rest]: readonly string[]): Value {
  if (key === undefined) return state;
  if (isValueList(state)) {
    const index = Number(key);
    const item = state[index];
    if (item === undefined) return state;
    return rest.length > 0 ? state.with(index, withoutValue(item, rest)) : state.toSpliced(index, 1);
  }
  if (!isValueMap(state) || !Object.hasOwn(state, key)) return state;
  if (rest.length > 0) return withMember(state, key, withoutValue(state[key] ?? null, rest));
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== key));
}

/** In its place where it is there already, else at the end. */
function withMember(state: ValueMap, key: string, value: Value): ValueMap {
  return Object.fromEntries(new Map(Object.entries(state)).set(key, value));
}
