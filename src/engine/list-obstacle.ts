import type { Registry, ResourceType } from '../resource-types/resource-type.ts';

/** Why not all resources of a type can be listed: it has no list handler, or its list needs something that nobody knows. */
export type ListObstacle =
  { readonly kind: 'no-handler' } | { readonly kind: 'no-parent'; readonly properties: readonly string[] };

/** What stands in the way of a list of all resources of the type; undefined where nothing is known to. */
export function listObstacle(type: ResourceType, registry: Registry): ListObstacle | undefined {
  const isUnknown = Object.keys(type.handlers).length === 0 && type.isBeyondCloudControl !== true;
  if (type.handlers.list === undefined && !isUnknown) return { kind: 'no-handler' };
  const properties = type.listRequires.filter((property) => !hasKnownParents(type, property, registry, []));
  return properties.length === 0 ? undefined : { kind: 'no-parent', properties };
}

/** Whether the values of a property that a list needs are found by listing parents, and theirs. */
function hasKnownParents(type: ResourceType, property: string, registry: Registry, below: readonly string[]): boolean {
  const name = Object.hasOwn(type.parents, property) ? type.parents[property]?.typeName : undefined;
  const parent = name === undefined || below.includes(name) ? undefined : registry.find(name);
  return (
    parent?.handlers.list !== undefined &&
    parent.listRequires.every((needed) => hasKnownParents(parent, needed, registry, [...below, type.typeName]))
  );
}
