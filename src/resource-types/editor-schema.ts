import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { matchesPath } from './match-path.ts';
import type { ResourceType } from './resource-type.ts';

/** `queue_name`, `_region`: what names in column spelling look like. */
const columnSpelling = '^_?[a-z][a-z0-9_]*$';

/** Keywords of schemas that hold one schema, a list of them, or a map of them. */
const single = ['items', 'not', 'if', 'then', 'else', 'contains'] as const;
const lists = ['oneOf', 'anyOf', 'allOf'] as const;
const maps = ['properties', 'patternProperties'] as const;

/** What is taken over as it stands. */
const plain = [
  ...['type', 'description', 'enum', 'const', 'pattern', 'minimum', 'maximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
] as const;

/**
 * The schema of the manifest for an editor, with the properties of these types under `properties` of entries in the short form. Any property
 * may be a template, or have `values` for each environment. Names in column spelling are let through.
 */
export function editorSchema(manifest: JsonObject, types: readonly ResourceType[]): JsonObject {
  const { $id: _id, ...schema } = manifest;
  const definitions = isJsonObject(schema['definitions']) ? schema['definitions'] : {};
  const resource = isJsonObject(definitions['resource']) ? definitions['resource'] : {};
  return {
    ...schema,
    definitions: {
      ...definitions,
      resource: { ...resource, allOf: types.map(propertiesIfTyped) },
      template: {
        description: 'A template.',
        type: 'string',
        pattern: '\\{[{%]',
      },
      choice: {
        description: 'A value for each environment, and "default" for the others.',
        type: 'object',
        required: ['values'],
        additionalProperties: false,
        properties: { values: { type: 'object' } },
      },
      anything: {},
      ...Object.fromEntries(types.flatMap(definitionsOf)),
    },
  };
}

function propertiesIfTyped({ typeName, statementName }: ResourceType): JsonObject {
  return {
    if: { required: ['type'], properties: { type: { enum: [typeName, statementName] } } },
    then: { properties: { properties: { $ref: `#/definitions/${typeName}` } } },
  };
}

function definitionsOf(type: ResourceType): readonly (readonly [string, Json])[] {
  const { typeName, schema } = type;
  const own = isJsonObject(schema['definitions']) ? schema['definitions'] : {};
  const given = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const settable = Object.entries(given).filter(([name]) => !type.readOnly.some((path) => matchesPath(path, [name])));
  const description = schema['description'];
  return [
    [
      typeName,
      {
        ...(typeof description === 'string' ? { description } : {}),
        type: 'object',
        properties: Object.fromEntries(settable.map(([name, node]) => [name, placed(node, typeName)])),
        patternProperties: { [columnSpelling]: true },
        additionalProperties: false,
      },
    ],
    ...Object.entries(own).map(([name, node]): readonly [string, Json] => [
      `${typeName}.${name}`,
      converted(node, typeName),
    ]),
  ];
}

/** A place of a value: the value itself, or what stands for it in a manifest. */
function placed(node: Json, typeName: string): Json {
  const description = isJsonObject(node) ? node['description'] : undefined;
  return {
    ...(typeof description === 'string' ? { description } : {}),
    anyOf: [converted(node, typeName), { $ref: '#/definitions/template' }, { $ref: '#/definitions/choice' }],
  };
}

/** A node of a type's schema, with its references to where its definitions are here. */
function converted(node: Json, typeName: string): Json {
  if (!isJsonObject(node)) return node;
  const reference = node['$ref'];
  if (typeof reference === 'string') return { $ref: referenceIn(reference, typeName) };
  const types = node['type'];
  const result: Record<string, Json> = {};
  for (const key of plain) if (node[key] !== undefined) result[key] = node[key];
  // A number without quotes is a string where a string is wanted.
  if (types === 'string') result['type'] = ['string', 'number', 'boolean'];
  for (const key of single) if (node[key] !== undefined) result[key] = placed(node[key], typeName);
  for (const key of lists) {
    const branches = node[key];
    // Branches that only say what is required are right or wrong in CloudFormation's spelling alone.
    if (Array.isArray(branches) && key !== 'allOf')
      result['anyOf'] = (branches as readonly Json[]).map((branch) => converted(withoutRequired(branch), typeName));
  }
  for (const key of maps) {
    const members = node[key];
    if (isJsonObject(members))
      result[key] = Object.fromEntries(
        Object.entries(members).map(([name, member]) => [name, placed(member, typeName)]),
      );
  }
  if (node['additionalProperties'] === false && isJsonObject(result['properties'])) {
    result['additionalProperties'] = false;
    result['patternProperties'] = {
      ...(result['patternProperties'] as JsonObject | undefined),
      [columnSpelling]: true,
    };
  }
  return result;
}

function withoutRequired(branch: Json): Json {
  if (!isJsonObject(branch)) return branch;
  const { required: _required, ...others } = branch;
  return others;
}

/** `#/definitions/Tag` is `#/definitions/AWS::SQS::Queue.Tag`; a reference to anything else allows everything. */
function referenceIn(reference: string, typeName: string): string {
  const [, name] = /^#\/definitions\/([^/]+)$/.exec(reference) ?? [];
  return name === undefined ? '#/definitions/anything' : `#/definitions/${typeName}.${name}`;
}
