import { isJsonObject } from '../../base/json.ts';
import type { Registry, ResourceType } from '../../resource-types/resource-type.ts';
import { naturalKeysOf } from '../../resource-types/natural-keys.ts';
import { itemNode, propertyNode, rootNode, typesOf, type SchemaNode } from '../../resource-types/schema-node.ts';
import { referenceTo } from './references.ts';

/** An entry that another one depends on. */
export interface Dependency {
  readonly name: string;
  /** Undefined where its type is not known. */
  readonly type: ResourceType | undefined;
}

/** The property by which a type goes by the name that its author gives: `ClientName`, `QueueName`, `Name`. */
export function nameProperty(type: ResourceType): string | undefined {
  const last = type.typeName.split('::').at(-1) ?? '';
  const isText = (name: string): boolean =>
    type.properties.some((one) => one.name === name && !one.readOnly && one.types.includes('string'));
  const key = naturalKeysOf(type.typeName)[0] ?? [];
  const candidates = [...key.filter((name) => name.endsWith('Name')), `${last}Name`, 'Name'];
  return candidates.find(isText);
}

/** For each dependency that a property of the type refers to: the property, with the reference that fills it. */
export function filledProperties(
  type: ResourceType,
  dependencies: readonly Dependency[],
): Readonly<Record<string, unknown>> {
  const filled: Record<string, unknown> = {};
  for (const property of type.properties) {
    if (property.readOnly) continue;
    const node = propertyNode(rootNode(type.schema), property.name);
    const isList = node !== undefined && typesOf(node).includes('array');
    const target = targetOf(type, property.name, isList ? itemNode(node) : node);
    const fitting = dependencies.filter(
      ({ type: given }) => given !== undefined && given.typeName === target?.typeName,
    );
    const references = fitting.map(({ name }) => referenceTo(name, target?.member ?? 'Identifier'));
    if (references.length > 0) filled[property.name] = isList ? references : references[0];
  }
  return filled;
}

interface Target {
  readonly typeName: string;
  readonly member: string;
}

/** What a property refers to: as the type's list handler knows it, or as its schema says. */
function targetOf(type: ResourceType, name: string, node: SchemaNode | undefined): Target | undefined {
  const parent = Object.hasOwn(type.parents, name) ? type.parents[name] : undefined;
  if (parent !== undefined) return { typeName: parent.typeName, member: parent.property };
  for (const form of node?.forms ?? []) {
    const reference = form['relationshipRef'];
    if (!isJsonObject(reference)) continue;
    const { typeName, propertyPath } = reference;
    if (typeof typeName === 'string' && typeof propertyPath === 'string')
      return { typeName, member: propertyPath.replace(/^\/properties\//, '').split('/')[0] ?? 'Identifier' };
  }
  return undefined;
}

/** The type of an entry that a name in a module means. */
export function typeNamed(registry: Registry, group: unknown, type: unknown): string | undefined {
  if (typeof type !== 'string') return undefined;
  const name = typeof group === 'string' ? `${group}::${type}` : type;
  return registry.find(name)?.typeName;
}
