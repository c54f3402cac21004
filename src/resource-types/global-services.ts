import type { ResourceType } from './resource-type.ts';

/**
 * Services without regions: their resources are the same wherever they are asked for, and their endpoints are in us-east-1
 * (https://docs.aws.amazon.com/general/latest/gr/rande.html, "Global endpoints"). Cloud Control wants a region all the same.
 */
const globalServices: ReadonlySet<string> = new Set(['CloudFront', 'IAM', 'Organizations', 'Route53']);

/** The region of a type's requests where nobody names one; undefined: somebody must. */
export function globalRegion({ typeName }: Pick<ResourceType, 'typeName'>): string | undefined {
  return isGlobal(typeName) ? 'us-east-1' : undefined;
}

/** By the name of a type: it is asked for with every request. */
const known = new Map<string, boolean>();

/** A type of a service without regions. */
export function isGlobal(typeName: string): boolean {
  const found = known.get(typeName) ?? globalServices.has(typeName.split('::')[1] ?? '');
  known.set(typeName, found);
  return found;
}
