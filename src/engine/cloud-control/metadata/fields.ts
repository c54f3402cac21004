import type { Json } from '../../../base/json.ts';
import { columnName, pathColumnName } from '../../../resource-types/naming/column-name.ts';
import {
  propertyNames,
  propertyNode,
  rootNode,
  typesOf,
  type SchemaNode,
} from '../../../resource-types/schema-node.ts';
import type { Property, ResourceType } from '../../../resource-types/resource-type.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';

/** A column, or a property inside one. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** A property inside a column: shown with EXTENDED only. */
  readonly isNested: boolean;
}

const region: Field = { name: 'region', type: 'string', description: 'AWS region.', isNested: false };

/** What a table shows of a type: whole resources, the list of identifiers, or a row for each tag. */
export type TableShape = 'full' | 'list' | 'tags';

const identifier: Field = {
  name: 'Identifier',
  type: 'string',
  description: 'What Cloud Control knows the resource by; parts are joined by a vertical bar.',
  isNested: false,
};
const ofTag: readonly Field[] = [
  { name: 'tag_key', type: 'string', description: 'The key of one tag.', isNested: false },
  { name: 'tag_value', type: 'string', description: 'The value of that tag.', isNested: false },
];

/** The region, the identifier and every property; of a list the parts of the identifier, of tags besides the key and the value of one. */
export function describeType(type: ResourceType, shape: TableShape): readonly Field[] {
  const root = rootNode(type.schema);
  if (shape === 'list') {
    const parts = type.identifier.map((path): Field => {
      const name = pathColumnName(path, type.typeName);
      const property = type.properties.find((candidate) => candidate.name === path[0]);
      const types = path.length === 1 ? property?.types : undefined;
      return { name, type: types?.[0] ?? 'string', description: 'Part of the identifier.', isNested: false };
    });
    return [...parts, region];
  }
  const properties = type.properties.filter(({ name }) => shape === 'full' || name !== type.tagProperty);
  const fields = properties.flatMap((property) => {
    const node = propertyNode(root, property.name);
    const description = [textIn(node), ...remarks(property)].filter((text) => text !== '').join(' ');
    const own: Field = { name: property.column, type: typeText(property.types), description, isNested: false };
    return [own, ...(node === undefined ? [] : membersOf(node, property.column, 1))];
  });
  return [identifier, ...fields, ...(shape === 'tags' ? ofTag : []), region];
}

export function describeSpecial(table: SpecialTable): readonly Field[] {
  const columns = [...table.columns, ...(table.hidden ?? [])];
  const names = new Set(columns.map(({ name }) => name));
  const fields = columns.map(({ name, types, description }): Field => {
    return { name, type: typeText(types), description, isNested: false };
  });
  const parameters = table.parameters
    .filter(({ name }) => !names.has(name))
    .map(({ name, description, isRequired }): Field => {
      const text = `${description} ${isRequired ? 'Required in WHERE.' : 'A parameter of the request.'}`;
      return { name, type: 'string', description: text, isNested: false };
    });
  return [...fields, ...parameters, ...(names.has('region') ? [] : [region])];
}

/** Deep enough for any schema, and an end for those that contain themselves. */
const deepest = 4;

function membersOf(node: SchemaNode, prefix: string, depth: number): readonly Field[] {
  if (depth > deepest || !typesOf(node).includes('object')) return [];
  return propertyNames(node).flatMap((name) => {
    const inner = propertyNode(node, name);
    if (inner === undefined) return [];
    const path = `${prefix}.${columnName(name)}`;
    const own: Field = { name: path, type: typeText(typesOf(inner)), description: textIn(inner), isNested: true };
    return [own, ...membersOf(inner, path, depth + 1)];
  });
}

/** A property that may be text or something richer is described as the richer. */
function typeText(types: Property['types']): string {
  return types.find((type) => type === 'object' || type === 'array') ?? types[0] ?? 'string';
}

function remarks(property: Property): readonly string[] {
  return [
    property.required ? 'Required.' : '',
    property.readOnly ? 'Read-only.' : '',
    property.createOnly ? 'Set at creation only.' : '',
    property.writeOnly ? 'Never read back.' : '',
  ];
}

function textIn(node: SchemaNode | undefined): string {
  const text: Json | undefined = node?.forms.map((form) => form['description']).find((found) => found !== undefined);
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
}
