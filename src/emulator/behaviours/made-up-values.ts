import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { PropertyPath } from '../../resource-types/resource-type.ts';
import { validateModel } from '../model-validation.ts';
import { valueAt, withValue } from '../property-paths.ts';
import type { Surroundings } from './behaviour.ts';
import { likelyValues } from './likely-values.ts';

/**
 * The wanted state with what any service would add: identifiers that were left out, and read-only values in the shape that the
 * schema asks for. The values are invented; only their shapes are true.
 */
export function completeModel(wanted: JsonObject, around: Surroundings): JsonObject {
  const { type } = around;
  let model = wanted;
  for (const path of type.identifier) {
    if (valueAt(model, path) === undefined)
      model = withValue(model, path, makeUp(path, model, around) ?? around.random.uuid());
  }
  for (const path of type.readOnly) {
    if (path.includes('*') || valueAt(model, path) !== undefined) continue;
    // A part of something that the caller left out does not bring it into being, but a part of a read-only whole does.
    const isAlone =
      path.length === 1 ||
      type.readOnly.some((other) => other.length < path.length && other.every((part, index) => part === path[index]));
    if (!isAlone && valueAt(model, path.slice(0, -1)) === undefined) continue;
    const value = makeUp(path, model, around);
    if (value !== undefined) model = withValue(model, path, value);
  }
  return model;
}

/** The first likely value that the property's schema accepts. */
function makeUp(path: PropertyPath, model: JsonObject, around: Surroundings): Json | undefined {
  const schema = schemaAt(around.type.schema, path) ?? {};
  const scope: JsonObject = {
    ...around.type.schema,
    type: 'object',
    properties: { value: schema },
    required: [],
  };
  for (const value of likelyValues(path.at(-1) ?? '', schema, model, around)) {
    if (validateModel(scope, { value }).length === 0) return value;
  }
  return undefined;
}

/** The schema of a property, found through lists of properties and references. */
function schemaAt(root: JsonObject, path: PropertyPath): JsonObject | undefined {
  let schema: JsonObject | undefined = root;
  for (const name of path) {
    const properties: Json | undefined = follow(root, schema)?.['properties'];
    const next: Json | undefined =
      isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    schema = isJsonObject(next) ? next : undefined;
  }
  return follow(root, schema);
}

function follow(root: JsonObject, schema: JsonObject | undefined): JsonObject | undefined {
  const reference = schema?.['$ref'];
  if (typeof reference !== 'string') return schema;
  const target = valueAt(root, reference.replace(/^#\//, '').split('/'));
  return isJsonObject(target) ? target : undefined;
}
