import { isJsonObject, jsonEquals, parseJson, type Json, type JsonObject } from '../base/json.ts';
import { formatPointer } from '../base/json-pointer.ts';
import { ok, type Result } from '../base/result.ts';
import type { PropertyPath, ResourceType } from '../resource-types/resource-type.ts';
import { valueAt } from './property-paths.ts';
import { validationError, type WireError } from './wire-error.ts';
import type { Resource } from './world.ts';

/** The primary identifier of a resource in this state; undefined while a part of it is missing. */
export function identifierOf(type: ResourceType, model: JsonObject): string | undefined {
  const parts = type.identifier.map((path) => partText(valueAt(model, path)));
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join('|');
}

/** The properties of the primary identifier: all that a list must say of a resource. */
export function identifierProperties(type: ResourceType, model: JsonObject): JsonObject {
  const names = new Set(type.identifier.map((path) => path[0]));
  return Object.fromEntries(Object.entries(model).filter(([name]) => names.has(name)));
}

export type IdentifierReading =
  | { readonly kind: 'primary'; readonly identifier: string }
  /** Values of a secondary identifier. */
  | { readonly kind: 'secondary'; readonly values: readonly (readonly [PropertyPath, Json])[] };

/** An Identifier as a request has it: text joined by `|`, or a JSON object with the properties of one of the type's identifiers. */
export function parseIdentifier(type: ResourceType, text: string): Result<IdentifierReading, WireError> {
  const given = text.startsWith('{') ? parseJson(text) : undefined;
  if (isJsonObject(given)) {
    const primary = pick(given, type.identifier);
    if (primary !== undefined) {
      return ok({ kind: 'primary', identifier: primary.map(([, value]) => partText(value) ?? '').join('|') });
    }
    for (const paths of type.additionalIdentifiers) {
      const values = pick(given, paths);
      if (values !== undefined) return ok({ kind: 'secondary', values });
    }
    return malformed(type, text);
  }
  if (type.identifier.length > 1) {
    const parts = text.split('|');
    if (parts.length !== type.identifier.length || parts.includes('')) return malformed(type, text);
  }
  return ok({ kind: 'primary', identifier: text });
}

export function findResource(
  resources: ReadonlyMap<string, Resource> | undefined,
  reading: IdentifierReading,
): Resource | undefined {
  if (resources === undefined) return undefined;
  if (reading.kind === 'primary') return resources.get(reading.identifier);
  for (const resource of resources.values()) {
    if (reading.values.every(([path, value]) => jsonEquals(valueAt(resource.model, path), value))) return resource;
  }
  return undefined;
}

/** The values that `given` has for exactly these paths, in their order; names stand alone or as pointers. */
function pick(
  given: JsonObject,
  paths: readonly PropertyPath[],
): readonly (readonly [PropertyPath, Json])[] | undefined {
  if (Object.keys(given).length !== paths.length) return undefined;
  const picked: (readonly [PropertyPath, Json])[] = [];
  for (const path of paths) {
    const key = [path.join('.'), formatPointer(path), formatPointer(['properties', ...path])].find((name) =>
      Object.hasOwn(given, name),
    );
    const value = key === undefined ? undefined : given[key];
    if (value === undefined || partText(value) === undefined) return undefined;
    picked.push([path, value]);
  }
  return picked;
}

function malformed(type: ResourceType, text: string): Result<never, WireError> {
  const paths = type.identifier.map((path) => formatPointer(['properties', ...path])).join(', ');
  return validationError(`Identifier ${text} is not valid for identifier [${paths}]`);
}

function partText(value: Json | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
