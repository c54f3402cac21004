import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { defaultAt, isNeverRead } from '../../resource-types/defaults/as-read.ts';
import type { PropertyPath, ResourceType } from '../../resource-types/resource-type.ts';
import { validateModel } from '../model-validation.ts';
import { valueAt, withValue } from '../property-paths.ts';
import type { Surroundings } from './behaviour.ts';
import { likelyValues } from './likely-values.ts';

/**
 * The wanted state with what any service would add: identifiers and names that were left out, and read-only values. Where it is
 * recorded what AWS puts there, that; else values in the shape that the schema asks for, which are invented.
 */
export function completeModel(wanted: JsonObject, around: Surroundings): JsonObject {
  const { type, place } = around;
  let model = wanted;
  for (const path of [...type.identifier, ...madeNames(type, wanted)]) {
    if (valueAt(model, path) !== undefined) continue;
    const known = defaultAt(type, model, path, place);
    model = withValue(model, path, known ?? makeUp(path, model, around) ?? around.random.uuid());
  }
  for (const path of type.readOnly) {
    if (path.includes('*') || valueAt(model, path) !== undefined || isNeverRead(type, model, path)) continue;
    // A part of something that the caller left out does not bring it into being, but a part of a read-only whole does.
    const isAlone =
      path.length === 1 ||
      type.readOnly.some((other) => other.length < path.length && other.every((part, index) => part === path[index]));
    if (!isAlone && valueAt(model, path.slice(0, -1)) === undefined) continue;
    const value = defaultAt(type, model, path, place) ?? makeUp(path, model, around);
    if (value !== undefined) model = withValue(model, path, value);
  }
  return model;
}

/** A name that may be given at creation only is made by the service where it was left out. */
function madeNames(type: ResourceType, wanted: JsonObject): readonly PropertyPath[] {
  const resource = type.typeName.split('::')[2] ?? '';
  const isName = (name: string): boolean =>
    name === 'Name' || (name.endsWith('Name') && resource.endsWith(name.slice(0, -'Name'.length)));
  return type.properties
    .filter(({ name, createOnly, required }) => createOnly && !required && isName(name) && !Object.hasOwn(wanted, name))
    .map(({ name }) => [name]);
}

/** The first likely value that the property's schema accepts. */
function makeUp(path: PropertyPath, model: JsonObject, around: Surroundings): Json | undefined {
  const schema = schemaAt(around.type.schema, path) ?? {};
  return makeUpValue(path.at(-1) ?? '', schema, model, around, 0);
}

/** How deep objects of a service are filled: what is below is mostly rare. */
const filledLevels = 3;

function makeUpValue(
  name: string,
  schema: JsonObject,
  model: JsonObject,
  around: Surroundings,
  level: number,
): Json | undefined {
  const scope: JsonObject = { ...around.type.schema, type: 'object', properties: { value: schema }, required: [] };
  const fits = (value: Json): boolean => validateModel(scope, { value }).length === 0;
  const members = schema['properties'];
  if (isJsonObject(members) && level < filledLevels) {
    const filled = Object.entries(members).flatMap(([member, of]): readonly (readonly [string, Json])[] => {
      const inner = isJsonObject(of) ? follow(around.type.schema, of) : undefined;
      const value = inner === undefined ? undefined : makeUpValue(member, inner, model, around, level + 1);
      return value === undefined ? [] : [[member, value]];
    });
    const whole = Object.fromEntries(filled);
    if (fits(whole)) return whole;
  }
  return likelyValues(name, schema, model, around).find(fits);
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
