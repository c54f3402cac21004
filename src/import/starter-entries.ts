import type { Json } from '../base/json.ts';
import { propertyNode, rootNode, type SchemaNode, typesOf } from '../resource-types/schema-node.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { filledProperties, nameProperty, type Dependency } from '../short-form/modules/fill-properties.ts';
import { entryName } from './entry-name.ts';

/** An entry in the short form to begin with, as plain data in the order of its fields. */
export interface StarterEntry {
  readonly name: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * Entries of these types, each with its name and what it must have. What refers to another of them does so; any other value is one that the
 * schema allows, for the person to change.
 */
export function starterEntries(types: readonly ResourceType[]): readonly StarterEntry[] {
  const names = new Set<string>();
  const made: Dependency[] = [];
  return types.map((type) => {
    const name = entryName(type, {}, names);
    const entry = { name, type: type.typeName, properties: propertiesOf(type, name, made) };
    names.add(name);
    made.push({ name, type });
    return entry;
  });
}

function propertiesOf(type: ResourceType, name: string, others: readonly Dependency[]): Readonly<Record<string, Json>> {
  const called = nameProperty(type);
  const filled = filledProperties(type, others);
  const wanted = type.properties.filter(
    (one) => !one.readOnly && (one.required || one.name === called || Object.hasOwn(filled, one.name)),
  );
  return Object.fromEntries(
    wanted.map((one): [string, Json] => {
      if (Object.hasOwn(filled, one.name)) return [one.name, withReferences(filled[one.name])];
      if (one.name === called) return [one.name, `{{ stack_name }}-{{ stack_env }}-${name.replaceAll('_', '-')}`];
      return [one.name, valueFor(propertyNode(rootNode(type.schema), one.name), one.name)];
    }),
  );
}

/** `{{ pool.UserPoolId }}` for what stands for a member of another entry. */
function withReferences(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withReferences);
  return String(value).replace(/\uE000resources\["([^"]+)"\]\.([^\uE001]+)\uE001/g, '{{ $1.$2 }}');
}

/** A value that a schema allows as far as it says. */
function valueFor(node: SchemaNode | undefined, name: string): Json {
  const types = node === undefined ? [] : typesOf(node);
  const said = (keyword: string): Json | undefined =>
    node?.forms.map((form) => form[keyword]).find((value) => value !== undefined);
  const choices = said('enum');
  if (Array.isArray(choices) && choices.length > 0) return choices[0] as Json;
  const [first] = types;
  switch (first) {
    case 'integer':
    case 'number':
      return said('minimum') ?? 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return `TODO ${name}`;
  }
}
