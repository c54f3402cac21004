import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { parsePointer } from '../base/json-pointer.ts';
import type { JsonType } from './resource-type.ts';

/** A place in a resource type schema: what is allowed there, with every `$ref` followed and every alternative beside it. */
export interface SchemaNode {
  readonly root: JsonObject;
  /** The node itself and the branches of its `oneOf`, `anyOf` and `allOf`. */
  readonly forms: readonly JsonObject[];
}

const jsonTypes: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean', 'array', 'object']);
const combinators = ['oneOf', 'anyOf', 'allOf'] as const;

export function rootNode(schema: JsonObject): SchemaNode {
  return nodeOf(schema, schema);
}

export function nodeOf(root: JsonObject, schema: Json | undefined): SchemaNode {
  const forms: JsonObject[] = [];
  const collect = (node: Json | undefined): void => {
    if (!isJsonObject(node) || forms.includes(node)) return;
    forms.push(node);
    if (typeof node['$ref'] === 'string') collect(follow(root, node['$ref']));
    for (const combinator of combinators) {
      const branches = node[combinator];
      if (Array.isArray(branches)) for (const branch of branches as readonly Json[]) collect(branch);
    }
  };
  collect(schema);
  return { root, forms };
}

function follow(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  let node: Json | undefined = root;
  for (const part of parsePointer(reference.slice(1))) {
    if (!isJsonObject(node) || !Object.hasOwn(node, part)) return undefined;
    node = node[part];
  }
  return node;
}

/** The types that a value may have here; empty where the schema does not say. */
export function typesOf(node: SchemaNode): readonly JsonType[] {
  const types = new Set<JsonType>();
  for (const form of node.forms) {
    const given = form['type'];
    for (const type of Array.isArray(given) ? (given as readonly Json[]) : [given]) {
      // The set holds nothing but the names of JsonType.
      if (typeof type === 'string' && jsonTypes.has(type)) types.add(type as JsonType);
    }
    if (given !== undefined) continue;
    if (isJsonObject(form['properties']) || isJsonObject(form['patternProperties'])) types.add('object');
    if (form['items'] !== undefined) types.add('array');
  }
  return [...types];
}

/** The names of the properties of an object, in schema order. */
export function propertyNames(node: SchemaNode): readonly string[] {
  const names = new Set<string>();
  for (const form of node.forms) {
    if (isJsonObject(form['properties'])) for (const name of Object.keys(form['properties'])) names.add(name);
  }
  return [...names];
}

/** The place under a property or key: as `properties` says, else as the keys of a map are described. */
export function propertyNode(node: SchemaNode, name: string): SchemaNode | undefined {
  const found: JsonObject[] = [];
  for (const form of node.forms) {
    const properties = form['properties'];
    if (isJsonObject(properties) && Object.hasOwn(properties, name)) {
      found.push(...nodeOf(node.root, properties[name]).forms);
    }
  }
  if (found.length > 0) return { root: node.root, forms: [...new Set(found)] };
  return hasFreeKeys(node) ? freeKeyNode(node) : undefined;
}

/** Whether keys that the schema does not name may stand here, so that a key is data. */
export function hasFreeKeys(node: SchemaNode): boolean {
  const isMap = node.forms.some(
    (form) =>
      isJsonObject(form['patternProperties']) ||
      form['additionalProperties'] === true ||
      isJsonObject(form['additionalProperties']),
  );
  return isMap || propertyNames(node).length === 0;
}

/** What the schema says of the values under free keys. */
export function freeKeyNode(node: SchemaNode): SchemaNode {
  const found: JsonObject[] = [];
  for (const form of node.forms) {
    const patterns = form['patternProperties'];
    if (isJsonObject(patterns)) {
      for (const value of Object.values(patterns)) found.push(...nodeOf(node.root, value).forms);
    }
    found.push(...nodeOf(node.root, form['additionalProperties']).forms);
  }
  return { root: node.root, forms: [...new Set(found)] };
}

/** What the schema says of the items of a list. */
export function itemNode(node: SchemaNode): SchemaNode {
  const found = node.forms.flatMap((form) => nodeOf(node.root, form['items']).forms);
  return { root: node.root, forms: [...new Set(found)] };
}

/** The place at a path in which `*` and numbers stand for items or keys; undefined where there is none. */
export function nodeAt(node: SchemaNode, path: readonly (string | number)[]): SchemaNode | undefined {
  let current: SchemaNode | undefined = node;
  for (const part of path) {
    if (current === undefined) return undefined;
    if (typeof part === 'number') current = itemNode(current);
    else if (part === '*') current = typesOf(current).includes('array') ? itemNode(current) : freeKeyNode(current);
    else current = propertyNode(current, part);
  }
  return current;
}
