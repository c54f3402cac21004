import { propertyNode, itemNode, typesOf, type SchemaNode } from '../../resource-types/schema-node.ts';
import { plain, type Meaning } from './meaning.ts';

/** CloudFormation takes `"60"` for a number and `"true"` for a switch; here they are what the schema of the type says. */
export function fitToSchema(meaning: Meaning, node: SchemaNode | undefined): Meaning {
  if (node === undefined) return meaning;
  switch (meaning.kind) {
    case 'plain':
      return plain(fitted(meaning.value, typesOf(node)));
    case 'list':
      return { ...meaning, items: meaning.items.map((item) => fitToSchema(item, itemNode(node))) };
    case 'map':
      return {
        ...meaning,
        entries: meaning.entries.map(([key, value]) => [key, fitToSchema(value, propertyNode(node, key))] as const),
      };
    case 'choice':
      return {
        ...meaning,
        then: fitToSchema(meaning.then, node),
        otherwise: fitToSchema(meaning.otherwise, node),
      };
    case 'nothing':
    case 'name':
    case 'member':
    case 'asked':
    case 'joined':
    case 'filtered':
    case 'item':
      return meaning;
  }
}

function fitted(value: null | boolean | number | string, types: readonly string[]): null | boolean | number | string {
  const [only, second] = types;
  if (second !== undefined || value === null) return value;
  if (typeof value === 'string') {
    if (only === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    if ((only === 'integer' || only === 'number') && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
    return value;
  }
  return only === 'string' ? String(value) : value;
}
