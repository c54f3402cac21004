import { isJsonObject } from '../../src/base/json.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { propertyNode, rootNode } from '../../src/resource-types/schema-node.ts';

/** The type and property of another resource whose value a property has; undefined where its schema names none. */
export function parentOf(
  type: ResourceType,
  name: string,
): { readonly typeName: string; readonly property: string } | undefined {
  const known = type.parents[name];
  if (known !== undefined) return known;
  for (const form of propertyNode(rootNode(type.schema), name)?.forms ?? []) {
    const reference = form['relationshipRef'];
    if (!isJsonObject(reference)) continue;
    const { typeName, propertyPath } = reference;
    if (typeof typeName === 'string' && typeof propertyPath === 'string') {
      return { typeName, property: propertyPath.split('/').at(-1) ?? '' };
    }
  }
  return undefined;
}
