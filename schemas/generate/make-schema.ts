import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { unreachable } from '../../src/base/unreachable.ts';
import type { TypeFacts } from './facts.ts';

/** A schema while it is made. */
interface Draft {
  [key: string]: Json | Draft;
}

/**
 * The schema of a type in the format of CloudFormation's registry, from the specification, with what the facts know better. The
 * specification has no limits and no patterns, so the schema has none. Of types without facts the handlers are not known.
 */
export function makeSchema(database: SpecDatabase, resource: Resource, facts: TypeFacts | undefined): JsonObject {
  const definitions = new Map<string, Draft>();
  const names = new Map<string, string>();

  const objectOf = (properties: ResourceProperties): Draft => {
    const required = Object.keys(properties).filter((name) => properties[name]?.required === true);
    return {
      type: 'object',
      properties: propertiesOf(properties),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
  };

  const propertiesOf = (properties: ResourceProperties): Draft =>
    Object.fromEntries(
      Object.entries(properties).map(([name, property]) => {
        const node = nodeOf(property.type);
        const related = (property.relationshipRefs ?? []).map(({ cloudFormationType, propertyName }) => ({
          relationshipRef: {
            typeName: cloudFormationType,
            propertyPath: '/properties/' + propertyName.replaceAll('.', '/'),
          },
        }));
        const [only] = related;
        return [
          name,
          related.length === 1 ? { ...node, ...only } : related.length > 1 ? { ...node, anyOf: related } : node,
        ];
      }),
    );

  const define = (name: string, id: string, make: () => Draft): Draft => {
    let own = names.get(id);
    if (own === undefined) {
      own = name;
      // Two definitions of one name within a type are told apart by a number.
      for (let count = 2; definitions.has(own); count += 1) own = `${name}${count}`;
      names.set(id, own);
      // Kept before it is made: a definition may hold itself.
      const draft: Draft = {};
      definitions.set(own, draft);
      Object.assign(draft, make());
    }
    return { $ref: `#/definitions/${own}` };
  };

  const nodeOf = (type: PropertyType): Draft => {
    switch (type.type) {
      case 'string':
      case 'integer':
        return { type: type.type, ...(type.allowedValues === undefined ? {} : { enum: type.allowedValues }) };
      case 'number':
      case 'boolean':
      case 'null':
        return { type: type.type };
      case 'date-time':
        return { type: 'string' };
      case 'json':
        return { type: ['object', 'array', 'string'] };
      case 'array':
        return { type: 'array', items: nodeOf(type.element) };
      case 'map':
        return { type: 'object', additionalProperties: nodeOf(type.element) };
      case 'union':
        return { anyOf: type.types.map(nodeOf) };
      case 'tag':
        return define('Tag', 'tag', () => ({
          type: 'object',
          properties: { Key: { type: 'string' }, Value: { type: 'string' } },
          required: ['Key', 'Value'],
          additionalProperties: false,
        }));
      case 'ref': {
        const definition = database.get('typeDefinition', type.reference.$ref);
        return define(definition.name, definition.$id, () =>
          // An object of which nothing is said may hold anything.
          Object.keys(definition.properties).length === 0 ? { type: 'object' } : objectOf(definition.properties),
        );
      }
      default:
        return unreachable(type);
    }
  };

  const given = Object.fromEntries(
    Object.entries(resource.properties).filter(
      ([name, property]) => String(property.deprecated) !== 'IGNORE' || facts?.properties.includes(name) === true,
    ),
  );
  const properties = propertiesOf(given);
  for (const [name, attribute] of Object.entries(resource.attributes)) {
    ensure({ properties }, definitions, name.split('.'), () => nodeOf(attribute.type));
  }
  const all = ordered(properties, facts?.properties ?? []);
  const known = facts ?? factsOfSpecification(resource, given);
  for (const path of known.readOnly) ensure({ properties: all }, definitions, path.split('/'), () => ({}));
  return withoutAbsent({
    typeName: resource.cloudFormationType,
    properties: all,
    definitions: definitions.size === 0 ? undefined : Object.fromEntries(definitions),
    required: known.required,
    additionalProperties: false,
    primaryIdentifier: known.identifier.map(pointer),
    additionalIdentifiers: known.additionalIdentifiers.map((group) => group.map(pointer)),
    readOnlyProperties: known.readOnly.map(pointer),
    createOnlyProperties: known.createOnly.map(pointer),
    writeOnlyProperties: known.writeOnly.map(pointer),
    unorderedProperties: known.unordered.map(pointer),
    tagging: known.tagProperty === undefined ? { taggable: false } : { tagProperty: pointer(known.tagProperty) },
    provisioningType: provisioningType(resource, facts),
    handlers: facts === undefined ? undefined : handlersOf(facts),
  });
}

/** The schema of a type that the specification lacks: names of properties, and anything in them. */
export function makeSchemaOfFacts(typeName: string, facts: TypeFacts): JsonObject {
  return withoutAbsent({
    typeName,
    properties: Object.fromEntries(facts.properties.map((name) => [name, {}])),
    required: facts.required,
    additionalProperties: false,
    primaryIdentifier: facts.identifier.map(pointer),
    additionalIdentifiers: facts.additionalIdentifiers.map((group) => group.map(pointer)),
    readOnlyProperties: facts.readOnly.map(pointer),
    createOnlyProperties: facts.createOnly.map(pointer),
    writeOnlyProperties: facts.writeOnly.map(pointer),
    unorderedProperties: facts.unordered.map(pointer),
    tagging: facts.tagProperty === undefined ? { taggable: false } : { tagProperty: pointer(facts.tagProperty) },
    provisioningType: facts.handlers.length === 0 ? 'NON_PROVISIONABLE' : undefined,
    handlers: handlersOf(facts),
  });
}

function factsOfSpecification(resource: Resource, given: ResourceProperties): TypeFacts {
  const named = (is: (property: Resource['properties'][string]) => boolean): readonly string[] =>
    Object.keys(given).filter((name) => given[name] !== undefined && is(given[name]));
  return {
    identifier: (resource.primaryIdentifier ?? []).map((path) => path.replaceAll('.', '/')),
    additionalIdentifiers: [],
    required: named((property) => property.required === true),
    createOnly: named((property) => property.causesReplacement === 'yes'),
    readOnly: Object.keys(resource.attributes).map((name) => name.replaceAll('.', '/')),
    writeOnly: [],
    listRequires: [],
    tagProperty: resource.tagInformation?.tagPropertyName,
    unordered: [],
    properties: [],
    handlers: [],
  };
}

/** Types without a handler, and those that have not even an identifier, are beyond Cloud Control. */
function provisioningType(resource: Resource, facts: TypeFacts | undefined): string | undefined {
  const isBeyond = facts === undefined ? resource.primaryIdentifier === undefined : facts.handlers.length === 0;
  return isBeyond ? 'NON_PROVISIONABLE' : undefined;
}

function handlersOf(facts: TypeFacts): JsonObject {
  return Object.fromEntries(
    facts.handlers.map(({ name, permissions, timeoutMinutes }) => [
      name,
      withoutAbsent({
        permissions,
        timeoutInMinutes: timeoutMinutes,
        handlerSchema: name === 'list' ? inputOf(facts.listRequires) : undefined,
      }),
    ]),
  );
}

function inputOf(forms: readonly (readonly string[])[]): JsonObject | undefined {
  const [only, ...others] = forms.map((required) => ({ required }));
  return only === undefined || others.length === 0 ? only : { anyOf: [only, ...others] };
}

/** Adds what only a read returns where nothing stands at its path yet. */
function ensure(
  node: Draft,
  definitions: ReadonlyMap<string, Draft>,
  [name, ...rest]: readonly string[],
  make: () => Draft,
): void {
  if (name === undefined) return;
  const inner = enter(node, definitions);
  if (name === '*' && rest.length > 0) {
    ensure(inner, definitions, rest, make);
    return;
  }
  const properties = asDraft(inner['properties']);
  if (properties === undefined) return;
  const next = Object.hasOwn(properties, name) ? asDraft(properties[name]) : undefined;
  if (next !== undefined) {
    ensure(next, definitions, rest, make);
    return;
  }
  const added: Draft = rest.length === 0 ? make() : { type: 'object', properties: {} };
  properties[name] = added;
  ensure(added, definitions, rest, make);
}

/** The object that a place holds, be it as a list's item, a map's value or a definition. */
function enter(node: Draft, definitions: ReadonlyMap<string, Draft>): Draft {
  const reference = node['$ref'];
  const definition =
    typeof reference === 'string' ? definitions.get(reference.slice('#/definitions/'.length)) : undefined;
  if (definition !== undefined) return enter(definition, definitions);
  const items = asDraft(node['items']);
  return items === undefined ? node : enter(items, definitions);
}

function asDraft(value: Json | Draft | undefined): Draft | undefined {
  // Objects in a draft were made here and are not read-only.
  return isJsonObject(value) ? value : undefined;
}

function ordered(properties: Draft, order: readonly string[]): Draft {
  const names = [...order, ...Object.keys(properties).filter((name) => !order.includes(name))];
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(properties, name) ? (properties[name] ?? {}) : {}]),
  );
}

function pointer(path: string): string {
  return '/properties/' + path;
}

/** Without members that say nothing: undefined ones and empty lists. */
function withoutAbsent(draft: Readonly<Record<string, unknown>>): JsonObject {
  const kept = Object.entries(draft).filter(
    ([key, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0 && key !== 'permissions'),
  );
  // Every member is made of JSON above.
  return Object.fromEntries(kept) as JsonObject;
}
