import { formatPointer } from '../base/json-pointer.ts';
import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../base/json.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { matchesAny } from '../resource-types/match-path.ts';

/**
 * The patch that leads from the properties as they are now back to those of before: changed and removed ones are set, added ones are
 * removed, or set to the default where the service ignores their removal. Properties that only the service sets are left alone.
 */
export function restoringPatch(type: ResourceType, before: JsonObject, now: JsonObject): readonly PatchOperation[] {
  return changedProperties(type, before, now).map((name): PatchOperation => {
    const path = formatPointer([name]);
    if (Object.hasOwn(before, name)) return { op: 'add', path, value: settable(type, [name], before[name] ?? null) };
    if (Object.hasOwn(type.ignoredRemovals, name))
      return { op: 'add', path, value: type.ignoredRemovals[name] ?? null };
    return { op: 'remove', path };
  });
}

/** Names of the properties that are not as they were; lists without order are compared as sets, what only the service sets not at all. */
export function changedProperties(type: ResourceType, before: JsonObject, now: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => {
    if (matchesAny(type.readOnly, [name]) || matchesAny(type.writeOnly, [name])) return false;
    const earlier = Object.hasOwn(before, name) ? settable(type, [name], before[name] ?? null) : undefined;
    const later = Object.hasOwn(now, name) ? settable(type, [name], now[name] ?? null) : undefined;
    return !jsonEquals(inOrder(type, [name], earlier), inOrder(type, [name], later));
  });
}

/** The value without the members that only the service sets. */
function settable(type: ResourceType, path: readonly string[], value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => settable(type, [...path, '*'], item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !matchesAny(type.readOnly, [...path, key]))
      .map(([key, item]) => [key, settable(type, [...path, key], item)]),
  );
}

/** The value with the members of lists without order sorted. */
function inOrder(type: ResourceType, path: readonly string[], value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => inOrder(type, [...path, '*'], item) ?? null);
    if (!matchesAny(type.unordered, path)) return items;
    return [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, inOrder(type, [...path, key], item) ?? null]),
  );
}
