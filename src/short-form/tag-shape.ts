import { itemNode, propertyNames, propertyNode, rootNode, typesOf } from '../resource-types/schema-node.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/** How a type writes its tags: a map, or a list whose items name key and value so; `PropagateAtLaunch` has that member beside `Key`. */
export type TagShape = 'map' | 'Key' | 'key' | 'TagKey' | 'PropagateAtLaunch';

/** The property of a type that holds its tags, and how they are written there; undefined where it has none that can be set and read. */
export function tagsOf(type: ResourceType): { readonly name: string; readonly shape: TagShape } | undefined {
  const name = type.tagProperty;
  const property = type.properties.find((one) => one.name === name);
  if (name === undefined || property === undefined || property.readOnly || property.writeOnly) return undefined;
  const node = propertyNode(rootNode(type.schema), name);
  if (node === undefined) return undefined;
  if (!typesOf(node).includes('array')) return propertyNames(node).length > 0 ? undefined : { name, shape: 'map' };
  const names = propertyNames(itemNode(node));
  if (names.includes('PropagateAtLaunch')) return { name, shape: 'PropagateAtLaunch' };
  const shape = (['Key', 'key', 'TagKey'] as const).find((key) => names.includes(key));
  return shape === undefined ? undefined : { name, shape };
}
