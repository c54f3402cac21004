import { isJsonObject, type Json } from '../base/json.ts';
import type { ResourceType } from './resource-type.ts';

/**
 * What a change of a resource may do to what is known of resources of another type. `none`: nothing. `state`: their properties may have
 * changed, and there are as many as before. `all`: some of them may have come or gone too.
 */
export type Bearing = 'none' | 'state' | 'all';

/**
 * The bearing of a change of `changed` on resources of `other`, whose type may not be known. A change shows in its parents and children,
 * and within its service: types that name each other in their schemas come and go with each other (a new VPC brings a security group and a
 * route table along), and those that do not may have other properties. References between services change neither side: a bucket that tells
 * a queue of its objects is the same whatever becomes of the queue. Stacks of CloudFormation, and types of others, may do anything.
 */
export function bearingOf(changed: ResourceType, other: ResourceType | undefined): Bearing {
  if (other === undefined || mayDoAnything(changed.typeName) || mayDoAnything(other.typeName)) return 'all';
  if (isParent(other, changed) || isParent(changed, other)) return 'all';
  if (serviceOf(changed.typeName) !== serviceOf(other.typeName)) return 'none';
  return namedTypes(other).has(changed.typeName) || namedTypes(changed).has(other.typeName) ? 'all' : 'state';
}

function isParent({ typeName }: ResourceType, { parents }: ResourceType): boolean {
  return Object.values(parents).some((parent) => parent.typeName === typeName);
}

function mayDoAnything(typeName: string): boolean {
  return !typeName.startsWith('AWS::') || typeName.startsWith('AWS::CloudFormation::');
}

function serviceOf(typeName: string): string {
  return typeName.split('::')[1] ?? '';
}

const named = new WeakMap<ResourceType, ReadonlySet<string>>();

/** The types that a type's properties refer to: `relationshipRef` of the registry's schemas. */
function namedTypes(type: ResourceType): ReadonlySet<string> {
  const known = named.get(type);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const walk = (node: Json): void => {
    if (Array.isArray(node)) for (const item of node as readonly Json[]) walk(item);
    if (!isJsonObject(node)) return;
    const reference = node['relationshipRef'];
    const typeName = isJsonObject(reference) ? reference['typeName'] : undefined;
    if (typeof typeName === 'string') names.add(typeName);
    for (const value of Object.values(node)) walk(value);
  };
  walk(type.schema);
  named.set(type, names);
  return names;
}
