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

/** A type of a service without regions. */
export function isGlobal(typeName: string): boolean {
  return globalServices.has(typeName.split('::')[1] ?? '');
}
