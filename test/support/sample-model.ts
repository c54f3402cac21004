import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { javaPattern } from '../../src/resource-types/java-pattern.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { policyPlaces } from '../../src/resource-types/rules/policy/policy-kind.ts';
import {
  freeKeyNode,
  itemNode,
  nodeAt,
  propertyNode,
  rootNode,
  typesOf,
  type SchemaNode,
} from '../../src/resource-types/schema-node.ts';

/** What services refuse to do without, though the schemas of their types do not say so. */
const neededByServices: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::DynamoDB::Table', ['ProvisionedThroughput']],
]);

/** Values that services accept where the schemas of their types do not say what they are. */
const knownToServices: Readonly<Record<string, JsonObject>> = {
  'AWS::Cognito::UserPoolIdentityProvider': {
    ProviderType: 'SAML',
    ProviderDetails: { MetadataURL: 'https://id.example.com' },
  },
  'AWS::Lambda::Function': {
    Code: { ImageUri: '000000000000.dkr.ecr.us-east-1.amazonaws.com/f:1' },
    Runtime: 'nodejs24.x',
  },
  'AWS::Lambda::Permission': { Action: 'lambda:InvokeFunction' },
  'AWS::Lambda::LayerVersionPermission': { Action: 'lambda:GetLayerVersion', Principal: '*' },
};

/** A policy that a service would accept at a property of a type. */
function samplePolicy(typeName: string, name: string): Json | undefined {
  const place = policyPlaces.find(({ typeName: holder, path }) => holder === typeName && path.join() === name);
  if (place === undefined) return undefined;
  const { principal, resource, isTrust, dialect } = place.kind;
  const action = { iam: 's3:GetObject', s3: 's3:GetObject', sqs: 'sqs:SendMessage', sns: 'sns:Publish', kms: 'kms:*' };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        ...(principal === 'required' ? { Principal: { Service: 'events.amazonaws.com' } } : {}),
        Action: isTrust ? 'sts:AssumeRole' : action[dialect],
        ...(resource === 'forbidden' ? {} : { Resource: '*' }),
      },
    ],
  };
}

/** A value for a property of a type. */
function sampleOf(type: ResourceType, name: string, node: SchemaNode): Json {
  return knownToServices[type.typeName]?.[name] ?? samplePolicy(type.typeName, name) ?? sampleValue(node, [name], []);
}

/** The smallest model of a type that is accepted: what is required, what its identifier and its list need, and what is asked for. */
export function sampleModel(type: ResourceType, ...asked: readonly string[]): JsonObject {
  const root = rootNode(type.schema);
  const isReadOnly = (name: string): boolean => type.readOnly.some((path) => path.length === 1 && path[0] === name);
  const names = new Set([
    ...type.required,
    ...type.identifier.map(([name]) => name ?? ''),
    ...type.listRequires,
    ...(neededByServices.get(type.typeName) ?? []),
    ...firstBranch(root).required,
    ...asked,
  ]);
  const model: Record<string, Json> = {};
  for (const { name } of type.properties) {
    if (!names.has(name) || isReadOnly(name)) continue;
    const node = propertyNode(root, name);
    if (node !== undefined) model[name] = sampleOf(type, name, node);
  }
  // A part of the identifier may be inside of a property.
  return type.identifier.reduce((made, path) => withSample(made, root, path), model);
}

/** A property that a patch may set, with a value for it; undefined where everything is fixed at creation. */
export function sampleChange(type: ResourceType): { readonly name: string; readonly value: Json } | undefined {
  const fixed = [...type.readOnly, ...type.createOnly, ...type.identifier].map(([name]) => name);
  const property = type.properties.find(({ name }) => !fixed.includes(name) && name !== type.tagProperty);
  const node = property === undefined ? undefined : propertyNode(rootNode(type.schema), property.name);
  return property === undefined || node === undefined
    ? undefined
    : { name: property.name, value: sampleOf(type, property.name, node) };
}

function withSample(model: JsonObject, root: SchemaNode, path: readonly string[]): JsonObject {
  const [name, ...rest] = path;
  const held = name === undefined ? undefined : model[name];
  if (name === undefined || rest.length === 0 || !isJsonObject(held)) return model;
  const inner = nodeAt(root, path);
  const [last] = rest;
  if (inner === undefined || last === undefined || Object.hasOwn(held, last)) return model;
  return { ...model, [name]: { ...held, [last]: sampleValue(inner, path, []) } };
}

function sampleValue(node: SchemaNode, path: readonly string[], around: readonly JsonObject[]): Json {
  const given = keyword(node, 'enum');
  if (Array.isArray(given) && given.length > 0) return given[0] as Json;
  const types = typesOf(node);
  if (types.includes('object')) return sampleObject(node, path, around);
  if (types.includes('array')) return sampleList(node, path, around);
  if (types.includes('string') || types.length === 0) return sampleText(node, path.at(-1) ?? '');
  if (types.includes('integer') || types.includes('number')) {
    const minimum = keyword(node, 'minimum');
    return typeof minimum === 'number' ? Math.max(minimum, 1) : 1;
  }
  return true;
}

function sampleObject(node: SchemaNode, path: readonly string[], around: readonly JsonObject[]): Json {
  const inside = [...around, ...node.forms];
  const { required } = firstBranch(node);
  const entries: [string, Json][] = [];
  for (const name of required) {
    const inner = propertyNode(node, name);
    if (inner === undefined || inner.forms.some((form) => around.includes(form) && Object.keys(form).length > 2))
      continue;
    entries.push([name, sampleValue(inner, [...path, name], inside)]);
  }
  const minimum = keyword(node, 'minProperties');
  if (entries.length === 0 && typeof minimum === 'number' && minimum > 0) {
    entries.push(['key', sampleValue(freeKeyNode(node), [...path, 'key'], inside)]);
  }
  return Object.fromEntries(entries);
}

/** What an object needs together with the first of its alternatives. */
function firstBranch(node: SchemaNode): { readonly required: readonly string[] } {
  const names = new Set<string>();
  const [own] = node.forms;
  const collect = (form: JsonObject): void => {
    for (const name of listOf(form['required'])) if (typeof name === 'string') names.add(name);
    for (const combinator of ['oneOf', 'anyOf']) {
      const [first] = listOf(form[combinator]);
      if (isJsonObject(first)) collect(first);
    }
    for (const part of listOf(form['allOf'])) if (isJsonObject(part)) collect(part);
  };
  if (own !== undefined) {
    collect(own);
    if (typeof own['$ref'] === 'string' && node.forms[1] !== undefined) collect(node.forms[1]);
  }
  return { required: [...names] };
}

function sampleList(node: SchemaNode, path: readonly string[], around: readonly JsonObject[]): Json {
  const minimum = keyword(node, 'minItems');
  const count = typeof minimum === 'number' ? minimum : 1;
  const item = itemNode(node);
  if (item.forms.some((form) => around.includes(form) && Object.keys(form).length > 2)) return [];
  return Array.from({ length: count }, () => sampleValue(item, path, [...around, ...node.forms]));
}

function sampleText(node: SchemaNode, name: string): string {
  const pattern = keyword(node, 'pattern');
  const minLength = keyword(node, 'minLength');
  const likely = [
    `arn:aws:iam::000000000000:role/${name}`,
    'terms-of-use',
    '1dd21e47-7c39-4b0a-9d36-2b7d4a3d9d11',
    'us-east-1',
    '10',
    'a',
  ];
  const plain = /arn$/i.test(name) ? (likely[0] ?? '') : 'sample';
  const fits = (text: string): boolean =>
    (typeof pattern !== 'string' || javaPattern(pattern).test(text)) &&
    (typeof minLength !== 'number' || text.length >= minLength);
  const found = [plain, 'sample', ...likely].find(fits);
  return found ?? plain.padEnd(typeof minLength === 'number' ? minLength : 0, 'e');
}

function keyword(node: SchemaNode, name: string): Json | undefined {
  return node.forms.find((form) => form[name] !== undefined)?.[name];
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
