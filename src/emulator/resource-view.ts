import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { asRead } from '../resource-types/defaults/as-read.ts';
import type { Behaviour, Surroundings } from './behaviours/behaviour.ts';
import { identifierProperties } from './identifiers.ts';
import { without } from './property-paths.ts';

/** What a read returns of a stored model: with the service's defaults, without write-only properties and nulls. */
export function viewOf(behaviour: Behaviour, model: JsonObject, around: Surroundings): JsonObject {
  const shown = behaviour.show?.(model, around) ?? model;
  return withoutNulls(without(asRead(around.type, shown, around.place), around.type.writeOnly));
}

/** What a list returns: the identifier's properties, and those that the service lists besides. */
export function listViewOf(behaviour: Behaviour, model: JsonObject, around: Surroundings): JsonObject {
  const view = viewOf(behaviour, model, around);
  const listed = Object.entries(view).filter(([name]) => behaviour.listed?.includes(name) === true);
  return { ...identifierProperties(around.type, view), ...Object.fromEntries(listed) };
}

function withoutNulls(model: JsonObject): JsonObject {
  // Most models have none.
  if (!Object.values(model).some((value) => value === null || isJsonObject(value))) return model;
  return Object.fromEntries(
    Object.entries(model)
      .filter(([, value]) => value !== null)
      .map(([name, value]): [string, Json] => [name, isJsonObject(value) ? withoutNulls(value) : value]),
  );
}
