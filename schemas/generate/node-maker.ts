import type { Property, PropertyType, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { unreachable } from '../../src/base/unreachable.ts';
import type { Draft } from './draft.ts';

/** Makes the schemas of a type's properties from the specification, and gathers the definitions that they refer to. */
export class NodeMaker {
  /** By the names that the references have. */
  readonly definitions = new Map<string, Draft>();
  readonly #database: SpecDatabase;
  /** Names of definitions by their ids in the specification. */
  readonly #names = new Map<string, string>();

  constructor(database: SpecDatabase) {
    this.#database = database;
  }

  propertiesOf(properties: ResourceProperties): Draft {
    return Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        withRelations(this.nodeOf(property.type), relationsOf(property)),
      ]),
    );
  }

  nodeOf(type: PropertyType): Draft {
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
        return { type: 'array', items: this.nodeOf(type.element) };
      case 'map':
        return { type: 'object', additionalProperties: this.nodeOf(type.element) };
      case 'union':
        return { anyOf: type.types.map((one) => this.nodeOf(one)) };
      case 'tag':
        return this.#define('Tag', 'tag', tagNode);
      case 'ref': {
        const definition = this.#database.get('typeDefinition', type.reference.$ref);
        return this.#define(definition.name, definition.$id, () => this.#objectOf(definition.properties));
      }
      default:
        return unreachable(type);
    }
  }

  /** An object of which nothing is said may hold anything. */
  #objectOf(properties: ResourceProperties): Draft {
    const names = Object.keys(properties);
    if (names.length === 0) return { type: 'object' };
    const required = names.filter((name) => properties[name]?.required === true);
    return {
      type: 'object',
      properties: this.propertiesOf(properties),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
  }

  /** A reference to a definition, which is made where it is new. */
  #define(name: string, id: string, make: () => Draft): Draft {
    let own = this.#names.get(id);
    if (own === undefined) {
      own = name;
      // Two definitions of one name within a type are told apart by a number.
      for (let count = 2; this.definitions.has(own); count += 1) own = `${name}${count}`;
      this.#names.set(id, own);
      // Kept before it is made: a definition may hold itself.
      const draft: Draft = {};
      this.definitions.set(own, draft);
      Object.assign(draft, make());
    }
    return { $ref: `#/definitions/${own}` };
  }
}

function tagNode(): Draft {
  return {
    type: 'object',
    properties: { Key: { type: 'string' }, Value: { type: 'string' } },
    required: ['Key', 'Value'],
    additionalProperties: false,
  };
}

/** The properties of other types that a property may hold the value of. */
function relationsOf(property: Property): readonly Draft[] {
  return (property.relationshipRefs ?? []).map(({ cloudFormationType, propertyName }) => ({
    relationshipRef: {
      typeName: cloudFormationType,
      propertyPath: '/properties/' + propertyName.replaceAll('.', '/'),
    },
  }));
}

function withRelations(node: Draft, relations: readonly Draft[]): Draft {
  const [only, ...others] = relations;
  if (only === undefined) return node;
  return others.length === 0 ? { ...node, ...only } : { ...node, anyOf: [...relations] };
}
