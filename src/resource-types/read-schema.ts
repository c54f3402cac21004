import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { knownParents } from './known-parents.ts';
import { parsePointer } from '../base/json-pointer.ts';
import { isSecretName } from '../values/secret-names.ts';
import { columnName } from './naming/column-name.ts';
import { statementName } from './naming/statement-name.ts';
import { quirksOf } from './quirks/quirks-of.ts';
import type { Handler, HandlerName, Property, PropertyPath, ResourceType } from './resource-type.ts';
import { findPlaces } from './find-places.ts';
import { itemNode, nodeAt, propertyNames, propertyNode, rootNode, typesOf, type SchemaNode } from './schema-node.ts';
import { keysNamedSecret } from './secret-path.ts';
import { secretsOfWriteOnly } from './write-only-secrets.ts';

const handlerNames: readonly HandlerName[] = ['create', 'read', 'update', 'delete', 'list'];

/**
 * A resource type from its schema in the format of CloudFormation's registry, with what is known of the type beyond it. Read
 * leniently: published schemas break their own rules. Undefined where the type's name or its properties are missing.
 */
export function readSchema(schema: JsonObject, source: ResourceType['source']): ResourceType | undefined {
  const typeName = schema['typeName'];
  if (typeof typeName !== 'string' || typeName.split('::').length !== 3) return undefined;
  if (!isJsonObject(schema['properties'])) return undefined;
  const root = rootNode(schema);
  const quirks = quirksOf(typeName);
  const paths = (keyword: string): readonly PropertyPath[] =>
    textsOf(schema[keyword]).map((pointer) => pathOf(root, pointer));
  const readOnly = paths('readOnlyProperties');
  const createOnly = paths('createOnlyProperties');
  const writeOnly = paths('writeOnlyProperties');
  const tagProperty = tagPropertyOf(schema, root);
  const secret = distinct([
    ...writeOnly.flatMap((path) => secretsOfWriteOnly(root, path)),
    ...(quirks?.secret ?? []),
    ...secretsByName(root),
    ...secretKeys(root).filter(([name]) => name !== tagProperty),
  ]);
  const required = textsOf(schema['required']);
  const additional = schema['additionalIdentifiers'];
  const provisioningType = schema['provisioningType'];
  const listRequires = listRequirements(schema);
  return {
    typeName,
    statementName: statementName(typeName),
    source,
    properties: Object.keys(schema['properties']).map((name): Property => {
      const isIn = (list: readonly PropertyPath[]): boolean =>
        list.some((path) => path.length === 1 && path[0] === name);
      const node = propertyNode(root, name);
      return {
        name,
        column: columnName(name, typeName),
        types: node === undefined ? [] : typesOf(node),
        required: required.includes(name),
        readOnly: isIn(readOnly),
        createOnly: isIn(createOnly),
        writeOnly: isIn(writeOnly),
        secret: isIn(secret),
      };
    }),
    identifier: paths('primaryIdentifier'),
    additionalIdentifiers: (Array.isArray(additional) ? (additional as readonly Json[]) : []).map((group) =>
      textsOf(group).map((pointer) => pathOf(root, pointer)),
    ),
    required,
    readOnly,
    createOnly,
    writeOnly,
    handlers: handlersOf(schema),
    ...(provisioningType === 'NON_PROVISIONABLE' ? { isBeyondCloudControl: true } : {}),
    listRequires,
    tagProperty,
    unordered: distinct([...unorderedLists(root), ...paths('unorderedProperties'), ...(quirks?.unordered ?? [])]),
    secret,
    ignoredRemovals: quirks?.ignoredRemovals ?? {},
    parents: { ...declaredParents(root, listRequires), ...knownParentsOf(typeName), ...quirks?.parents },
    schema,
  };
}

/** `/properties/A/B` is A, B. Some schemas repeat `properties` or `items` on the way: those are steps of the schema, not names. */
function pathOf(root: SchemaNode, pointer: string): PropertyPath {
  const parts = parsePointer(pointer);
  const path: string[] = [];
  let node: SchemaNode | undefined = root;
  for (const part of parts[0] === 'properties' ? parts.slice(1) : parts) {
    const isName: boolean = node !== undefined && propertyNames(node).includes(part);
    if (!isName && part === 'properties') continue;
    const isStep: boolean = part === '*' || (!isName && part === 'items');
    path.push(isStep ? '*' : part);
    if (node === undefined) continue;
    node = isStep && typesOf(node).includes('array') ? itemNode(node) : propertyNode(node, part);
  }
  return path;
}

function handlersOf(schema: JsonObject): ResourceType['handlers'] {
  const given = schema['handlers'];
  if (!isJsonObject(given)) return {};
  const handlers: Partial<Record<HandlerName, Handler>> = {};
  for (const name of handlerNames) {
    const handler = given[name];
    if (!isJsonObject(handler)) continue;
    const timeout = handler['timeoutInMinutes'];
    handlers[name] = {
      permissions: textsOf(handler['permissions']),
      timeoutMinutes: typeof timeout === 'number' ? timeout : undefined,
    };
  }
  return handlers;
}

/** What every form of the list handler's input requires; where the forms have nothing in common, what the first requires. */
function listRequirements(schema: JsonObject): readonly string[] {
  const handlers = schema['handlers'];
  const list = isJsonObject(handlers) ? handlers['list'] : undefined;
  return isJsonObject(list) ? requiredBy(list['handlerSchema']) : [];
}

function requiredBy(schema: Json | undefined): readonly string[] {
  if (!isJsonObject(schema)) return [];
  const branches = (keyword: string): readonly (readonly string[])[] => {
    const given = schema[keyword];
    return Array.isArray(given) ? (given as readonly Json[]).map(requiredBy) : [];
  };
  const inAll = (lists: readonly (readonly string[])[]): readonly string[] => {
    const [first = [], ...others] = lists;
    const common = first.filter((name) => others.every((list) => list.includes(name)));
    return common.length === 0 && lists.every((list) => list.length > 0) ? first : common;
  };
  return [
    ...new Set([
      ...textsOf(schema['required']),
      ...branches('allOf').flat(),
      ...inAll(branches('anyOf')),
      ...inAll(branches('oneOf')),
    ]),
  ];
}

function tagPropertyOf(schema: JsonObject, root: SchemaNode): string | undefined {
  const tagging = schema['tagging'];
  if (isJsonObject(tagging) ? tagging['taggable'] === false : schema['taggable'] === false) return undefined;
  const pointer = isJsonObject(tagging) ? tagging['tagProperty'] : undefined;
  const [name, ...inner] = typeof pointer === 'string' ? pathOf(root, pointer) : ['Tags'];
  // Tags inside of other properties are not those of the resource alone.
  return name !== undefined && inner.length === 0 && propertyNames(root).includes(name) ? name : undefined;
}

/** Every list with `insertionOrder: false`, wherever it is. */
function unorderedLists(root: SchemaNode): readonly PropertyPath[] {
  return findPlaces(root, (form) => form['insertionOrder'] === false);
}

/** Every text whose name says that it is a secret, wherever it is: schemas leave many of them to the reader. */
function secretsByName(root: SchemaNode): readonly PropertyPath[] {
  const isHolder = (form: JsonObject): boolean =>
    isJsonObject(form['properties']) && Object.keys(form['properties']).some(isSecretName);
  return findPlaces(root, isHolder).flatMap((path) => {
    const holder = nodeAt(root, path);
    const names = holder === undefined ? [] : propertyNames(holder).filter(isSecretName);
    return names
      .filter((name) => isText(holder === undefined ? undefined : propertyNode(holder, name)))
      .map((name) => [...path, name]);
  });
}

/** The maps with keys of their author's, in which some names may say that they are secrets. */
function secretKeys(root: SchemaNode): readonly PropertyPath[] {
  const isMap = (form: JsonObject): boolean =>
    isJsonObject(form['additionalProperties']) || isJsonObject(form['patternProperties']);
  return findPlaces(root, isMap).map((path) => [...path, keysNamedSecret]);
}

function isText(node: SchemaNode | undefined): boolean {
  const types = node === undefined ? [] : typesOf(node);
  return types.length === 0 || types.includes('string');
}

function knownParentsOf(typeName: string): ResourceType['parents'] {
  return Object.hasOwn(knownParents, typeName) ? (knownParents[typeName] ?? {}) : {};
}

/** Parents that the schema itself names for the properties that a list needs. */
function declaredParents(root: SchemaNode, listRequires: readonly string[]): ResourceType['parents'] {
  const parents: [string, { readonly typeName: string; readonly property: string }][] = [];
  for (const name of listRequires) {
    for (const form of propertyNode(root, name)?.forms ?? []) {
      const reference = form['relationshipRef'];
      if (!isJsonObject(reference)) continue;
      const typeName = reference['typeName'];
      const pointer = reference['propertyPath'];
      if (typeof typeName !== 'string' || typeof pointer !== 'string') continue;
      const property = parsePointer(pointer).at(-1);
      if (property !== undefined) parents.push([name, { typeName, property }]);
      break;
    }
  }
  return Object.fromEntries(parents);
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? (value as readonly Json[]).filter((item): item is string => typeof item === 'string')
    : [];
}

function distinct(paths: readonly PropertyPath[]): readonly PropertyPath[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}
