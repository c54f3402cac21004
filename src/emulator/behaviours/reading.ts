import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Resource } from '../world.ts';
import type { Surroundings } from './behaviour.ts';

/** A text property; undefined where it is absent, empty or no text. */
export function textAt(model: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(model, name) ? model[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberAt(model: JsonObject, name: string): number | undefined {
  const value = Object.hasOwn(model, name) ? model[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** An object property; an empty one where it is absent. */
export function objectAt(model: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(model, name) ? model[name] : undefined;
  return isJsonObject(value) ? value : {};
}

/** The objects of a list property. */
export function objectsAt(model: JsonObject, name: string): readonly JsonObject[] {
  return itemsAt(model, name).filter(isJsonObject);
}

export function textsAt(model: JsonObject, name: string): readonly string[] {
  return itemsAt(model, name).filter((item) => typeof item === 'string');
}

function itemsAt(model: JsonObject, name: string): readonly Json[] {
  const value = Object.hasOwn(model, name) ? model[name] : undefined;
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The resource of a type whose property has this value. */
export function findBy(
  around: Surroundings,
  typeName: string,
  property: string,
  value: string | undefined,
): Resource | undefined {
  return value === undefined ? undefined : allBy(around, typeName, property, value)[0];
}

export function allBy(around: Surroundings, typeName: string, property: string, value: string): readonly Resource[] {
  return [...around.resources(typeName)].filter(({ model }) => model[property] === value);
}

/** The value stands somewhere in the model, as a text of its own. */
export function mentions(model: Json, value: string): boolean {
  if (model === value) return true;
  if (typeof model !== 'object' || model === null) return false;
  return Object.values(model).some((inner: Json) => mentions(inner, value));
}
