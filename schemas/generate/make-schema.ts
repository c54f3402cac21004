import type { Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import type { Draft } from './draft.ts';
import type { TypeFacts } from './facts.ts';
import { NodeMaker } from './node-maker.ts';

/**
 * The schema of a type in the format of CloudFormation's registry, from the specification, with what the facts know better. The
 * specification has no limits and no patterns, so the schema has none. Of types without facts the handlers are not known.
 */
export function makeSchema(database: SpecDatabase, resource: Resource, facts: TypeFacts | undefined): JsonObject {
  const given = Object.fromEntries(
    Object.entries(resource.properties).filter(
      ([name, property]) => String(property.deprecated) !== 'IGNORE' || facts?.properties.includes(name) === true,
    ),
  );
  const nodes = new NodeMaker(database);
  const properties = nodes.propertiesOf(given);
  const { definitions } = nodes;
  for (const [name, attribute] of Object.entries(resource.attributes)) {
    ensure({ properties }, definitions, name.split('.'), () => nodes.nodeOf(attribute.type));
  }
  const all = ordered(properties, facts?.properties ?? []);
  const known = facts ?? factsOfSpecification(resource, given);
  for (const path of known.readOnly) ensure({ properties: all }, definitions, path.split('/'), () => ({}));
  return schemaOf(resource.cloudFormationType, all, definitions, known, {
    provisioningType: provisioningType(resource, facts),
    handlers: facts === undefined ? undefined : handlersOf(facts),
  });
}

/** The schema of a type that the specification lacks: names of properties, and anything in them. */
export function makeSchemaOfFacts(typeName: string, facts: TypeFacts): JsonObject {
  const properties = Object.fromEntries(facts.properties.map((name) => [name, {}]));
  return schemaOf(typeName, properties, new Map(), facts, {
    provisioningType: facts.handlers.length === 0 ? 'NON_PROVISIONABLE' : undefined,
    handlers: handlersOf(facts),
  });
}

function schemaOf(
  typeName: string,
  properties: Draft,
  definitions: ReadonlyMap<string, Draft>,
  known: TypeFacts,
  provisioning: { readonly provisioningType: string | undefined; readonly handlers: JsonObject | undefined },
): JsonObject {
  return withoutAbsent({
    typeName,
    properties,
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
    ...provisioning,
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
