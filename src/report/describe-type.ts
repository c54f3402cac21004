import type { Json, JsonObject } from '../base/json.ts';
import { count, enumerate } from '../base/text.ts';
import { readRulesOf } from '../resource-types/defaults/read-rules.ts';
import type { PropertyPath, ResourceType } from '../resource-types/resource-type.ts';
import {
  freeKeyNode,
  itemNode,
  propertyNames,
  propertyNode,
  rootNode,
  typesOf,
  type SchemaNode,
} from '../resource-types/schema-node.ts';
import { readRows } from './describe-reads.ts';

/** What a resource type has, as lines for a person: where its schema comes from, how it is named, and a table of its properties, and what reads add to them. */
export function describeType(type: ResourceType): readonly string[] {
  const facts: readonly (readonly [string, string])[] = [
    ['in statements', type.statementName],
    ['schema', sources[type.source]],
    ['identifier', type.identifier.map((path) => path.join('/')).join('|') || 'none'],
    ['handlers', handlersText(type)],
    ['tags', type.tagProperty ?? 'none'],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const rows = type.properties.flatMap(({ name, column }) => {
    const node = propertyNode(rootNode(type.schema), name);
    return node === undefined
      ? []
      : rowsOf(type, node, [name], { column, isRequired: type.required.includes(name) }, []);
  });
  const reads = readRows(readRulesOf(type.typeName));
  return [
    type.typeName,
    ...facts.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
    '',
    ...table([['property', 'column', 'type', 'required', 'limits', 'may be given'], ...rows]),
    ...(reads.length === 0 ? [] : ['', '  What AWS reads back where nothing, or something else, was given:', '']),
    ...(reads.length === 0 ? [] : table([['place', 'where', 'read as', 'source'], ...reads], 90)),
  ];
}

const sources: Readonly<Record<ResourceType['source'], string>> = {
  given: 'from the folder of --schema-dir',
  stack: 'from the folder schemas of the stack',
  cache: 'pulled from AWS',
  shipped: 'full, comes with stack-deploy',
  catalogue: 'from the catalogue: without limits; schema pull gets the full one',
};

function handlersText(type: ResourceType): string {
  if (type.isBeyondCloudControl === true) return 'none: Cloud Control does not provision this type';
  const names = Object.keys(type.handlers);
  if (names.length === 0) return 'not known; schema pull asks AWS';
  const needs = type.listRequires.length === 0 ? '' : ` (list needs ${enumerate(type.listRequires)})`;
  return names.join(', ') + needs;
}

/** Levels of properties that a table shows. */
const deepest = 3;

type Row = readonly string[];

function rowsOf(
  type: ResourceType,
  node: SchemaNode,
  path: PropertyPath,
  said: { readonly column: string; readonly isRequired: boolean },
  around: readonly JsonObject[],
): readonly Row[] {
  const shown = path.filter((part) => part !== '*');
  const row: Row = [
    '  '.repeat(shown.length - 1) + (shown.at(-1) ?? ''),
    said.column,
    typeText(node),
    said.isRequired ? 'yes' : '',
    limitsText(node),
    mutability(type, path),
  ];
  const held = holder(node);
  const isAgain = held.node.forms.some((form) => around.includes(form));
  if (shown.length >= deepest || isAgain) return [row];
  const required = held.node.forms.flatMap((form) => textsOf(form['required']));
  const inner = propertyNames(held.node).flatMap((name) => {
    const next = propertyNode(held.node, name);
    const place = [...path, ...held.steps, name];
    return next === undefined
      ? []
      : rowsOf(type, next, place, { column: '', isRequired: required.includes(name) }, [...around, ...held.node.forms]);
  });
  return [row, ...inner];
}

/** What stands inside of lists and maps. */
function holder(node: SchemaNode): { readonly node: SchemaNode; readonly steps: PropertyPath } {
  if (propertyNames(node).length > 0) return { node, steps: [] };
  const types = typesOf(node);
  const inside = types.includes('array') ? itemNode(node) : types.includes('object') ? freeKeyNode(node) : undefined;
  if (inside === undefined || inside.forms.length === 0 || inside.forms.some((form) => node.forms.includes(form))) {
    return { node, steps: [] };
  }
  const deeper = holder(inside);
  return { node: deeper.node, steps: ['*', ...deeper.steps] };
}

function typeText(node: SchemaNode, depth = 0): string {
  const types = typesOf(node);
  if (types.length === 0) return 'any';
  return types
    .map((type) => {
      if (depth > 3) return type;
      if (type === 'array') return `list of ${typeText(itemNode(node), depth + 1)}`;
      if (type !== 'object') return type;
      if (propertyNames(node).length > 0) return 'object';
      const values = freeKeyNode(node);
      return values.forms.length === 0 ? 'object' : `map of ${typeText(values, depth + 1)}`;
    })
    .join(' or ');
}

function limitsText(node: SchemaNode): string {
  const inner = typesOf(node).includes('array') ? itemNode(node) : undefined;
  const given = (name: string, from = node): Json | undefined =>
    from.forms.find((form) => form[name] !== undefined)?.[name];
  const pattern = given('pattern');
  const allowed = given('enum') ?? (inner === undefined ? undefined : given('enum', inner));
  const parts = [
    between(given('minLength'), given('maxLength'), 'character'),
    between(given('minItems'), given('maxItems'), 'item'),
    between(given('minProperties'), given('maxProperties'), 'key'),
    between(given('minimum'), given('maximum'), undefined),
    Array.isArray(allowed) ? allowedText(allowed as readonly Json[]) : '',
    typeof pattern === 'string' ? pattern : '',
    given('uniqueItems') === true ? 'no item twice' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Allowed values that a table names. */
const mostAllowed = 6;

function allowedText(allowed: readonly Json[]): string {
  const names = allowed
    .slice(0, mostAllowed)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const more = allowed.length - names.length;
  return names.join(' | ') + (more > 0 ? ` | ${more} more` : '');
}

function between(from: Json | undefined, to: Json | undefined, unit: string | undefined): string {
  const name = (size: number): string => (unit === undefined ? String(size) : count(size, unit));
  if (typeof from === 'number' && typeof to === 'number') return `${from} to ${name(to)}`;
  if (typeof to === 'number') return `at most ${name(to)}`;
  return typeof from === 'number' && !(from === 0 && unit !== undefined) ? `at least ${name(from)}` : '';
}

function mutability(type: ResourceType, path: PropertyPath): string {
  const isIn = (paths: readonly PropertyPath[]): boolean => paths.some((other) => startsWith(path, other));
  if (isIn(type.readOnly)) return 'never: set by the service';
  const when = isIn(type.createOnly) ? 'at creation' : '';
  const seen = isIn(type.writeOnly) ? 'never read back' : '';
  return [when, seen].filter((part) => part !== '').join(', ');
}

function startsWith(path: PropertyPath, start: PropertyPath): boolean {
  return start.length <= path.length && start.every((part, index) => part === path[index]);
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}

function table(rows: readonly Row[], widest = 44): readonly string[] {
  const [head] = rows;
  // A single long pattern or list of values must not push the columns behind it out of sight.
  const widths = (head ?? []).map((_cell, column) =>
    Math.min(widest, Math.max(...rows.map((row) => row[column]?.length ?? 0))),
  );
  return rows.map((row) => ('  ' + row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).trimEnd());
}
