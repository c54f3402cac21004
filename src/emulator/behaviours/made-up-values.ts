import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { PropertyPath } from '../../resource-types/resource-type.ts';
import { identifierOf } from '../identifiers.ts';
import { validateModel } from '../model-validation.ts';
import { valueAt, withValue } from '../property-paths.ts';
import { domainOf } from '../arn.ts';
import { typeArn } from '../type-arn.ts';
import type { Surroundings } from './behaviour.ts';
import { ec2PrefixOf } from './ec2/ec2-prefixes.ts';
import { alphanumerics, digits, hexadecimals, lowerCaseAlphanumerics, randomText } from './random-text.ts';

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
  const schema = schemaAt(around.type.schema, path);
  const scope: JsonObject = {
    ...around.type.schema,
    type: 'object',
    properties: { value: schema ?? {} },
    required: [],
  };
  for (const value of candidates(path.at(-1) ?? '', schema, model, around)) {
    if (validateModel(scope, { value }).length === 0) return value;
  }
  return undefined;
}

function candidates(
  name: string,
  schema: JsonObject | undefined,
  model: JsonObject,
  around: Surroundings,
): readonly Json[] {
  const { type, place, random, nowMs } = around;
  const [, service = 'service', resource = 'resource'] = type.typeName.split('::');
  const prefix = ec2PrefixOf(type.typeName, name);
  const id = identifierOf(type, model)?.split('|').at(-1) ?? randomText(random, hexadecimals, 17);
  const arn = typeArn(type.typeName, id, place);
  const allowed = schema?.['enum'];
  const likely: Json[] = [];
  if (Array.isArray(allowed)) likely.push(...(allowed as readonly Json[]));
  if (prefix !== undefined) likely.push(`${prefix}-0${randomText(random, hexadecimals, 16)}`);
  if (/arn$/i.test(name)) likely.push(arn);
  // Most services of today name their things by GUIDs.
  if (/id$/i.test(name) && !/account(id)?$|owner(id)?$/i.test(name)) likely.push(random.uuid());
  if (/(url|endpoint)$/i.test(name))
    likely.push(`https://${id}.${service.toLowerCase()}.${place.region}.${domainOf(place)}`);
  if (/account(id)?$|owner(id)?$/i.test(name)) likely.push(place.accountId);
  if (/(time|date|at)$/i.test(name)) likely.push(new Date(nowMs).toISOString(), Math.floor(nowMs / 1000));
  if (/status|state$/i.test(name)) likely.push('ACTIVE');
  const minimum = schema?.['minimum'];
  return [
    ...likely,
    `${resource.toLowerCase()}-${randomText(random, hexadecimals, 17)}`,
    random.uuid(),
    `${resource.slice(0, 3).toLowerCase()}-${randomText(random, hexadecimals, 17)}`,
    randomText(random, lowerCaseAlphanumerics, 10),
    randomText(random, alphanumerics, 26),
    randomText(random, digits, 12),
    arn,
    new Date(nowMs).toISOString(),
    typeof minimum === 'number' ? minimum : 0,
    1,
    false,
    [],
    {},
  ];
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
