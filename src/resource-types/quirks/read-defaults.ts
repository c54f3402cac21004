import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { PropertyPath } from '../resource-type.ts';
import { quirksOf } from './quirks.ts';

/**
 * A model as the service returns it from a read: with defaults for what was not given, and with the lists sorted that the service
 * sorts. Values that the service generates are not added, and nothing is removed.
 */
export function withReadDefaults(typeName: string, model: JsonObject): JsonObject {
  const quirks = quirksOf(typeName);
  if (quirks === undefined) return model;
  let result = model;
  for (const { path, defaults } of quirks.partialDefaults) {
    result = changeAt(result, path, (value) => (isJsonObject(value) ? { ...defaults, ...value } : value));
  }
  result = { ...quirks.readDefaults, ...result };
  for (const path of quirks.sorted) {
    result = changeAt(result, path, (value) => (isTextList(value) ? [...value].sort() : value));
  }
  return result;
}

function changeAt(model: JsonObject, path: PropertyPath, change: (value: Json) => Json): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return model;
  const value = Object.hasOwn(model, name) ? model[name] : undefined;
  if (value === undefined) return model;
  if (rest.length > 0) return isJsonObject(value) ? { ...model, [name]: changeAt(value, rest, change) } : model;
  return { ...model, [name]: change(value) };
}

function isTextList(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
