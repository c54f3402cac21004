import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { PropertyPath } from '../resource-types/resource-type.ts';

/** What stands at a path without `*`. */
export function valueAt(model: Json | undefined, path: PropertyPath): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return model;
  if (!isJsonObject(model) || !Object.hasOwn(model, name)) return undefined;
  return valueAt(model[name], rest);
}

/** Where a path with `*` leads in this value: full paths, list positions as text. */
export function placesOf(value: Json | undefined, path: PropertyPath): readonly (readonly string[])[] {
  const [name, ...rest] = path;
  if (value === undefined) return [];
  if (name === undefined) return [[]];
  if (Array.isArray(value)) {
    // Some schemas leave the `*` out for a list.
    const inner = name === '*' ? rest : path;
    return value.flatMap((item: Json, index) => placesOf(item, inner).map((place) => [String(index), ...place]));
  }
  if (!isJsonObject(value)) return [];
  const names = name === '*' ? Object.keys(value) : Object.hasOwn(value, name) ? [name] : [];
  return names.flatMap((key) => placesOf(value[key], rest).map((place) => [key, ...place]));
}

/** The model without what stands at these paths. */
export function without(model: JsonObject, paths: readonly PropertyPath[]): JsonObject {
  let rest: Json = model;
  for (const path of paths) rest = removeAt(rest, path);
  // Removing inside an object leaves an object.
  return rest as JsonObject;
}

function removeAt(value: Json, path: PropertyPath): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    const inner = name === '*' ? rest : path;
    return inner.length === 0 ? [] : value.map((item: Json) => removeAt(item, inner));
  }
  if (!isJsonObject(value) || (name !== '*' && !Object.hasOwn(value, name))) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (name !== '*' && key !== name) return [[key, item]];
      return rest.length === 0 ? [] : [[key, removeAt(item, rest)]];
    }),
  );
}

/** The model with `value` at a path of names; missing objects on the way are made. */
export function withValue(model: JsonObject, path: PropertyPath, value: Json): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return model;
  const inner = Object.hasOwn(model, name) ? model[name] : undefined;
  const placed = rest.length === 0 ? value : withValue(isJsonObject(inner) ? inner : {}, rest, value);
  return Object.fromEntries([...Object.entries(model).filter(([key]) => key !== name), [name, placed]]);
}

/** `pattern` (with `*`) covers the beginning of `path`: the path is that property or lies inside it. */
export function covers(pattern: PropertyPath, path: readonly string[]): boolean {
  return pattern.length <= path.length && pattern.every((part, index) => part === '*' || part === path[index]);
}

/** `path` leads to something that holds the property: a true beginning of `pattern`. */
export function leadsTo(path: readonly string[], pattern: PropertyPath): boolean {
  return path.length < pattern.length && path.every((part, index) => pattern[index] === '*' || pattern[index] === part);
}
