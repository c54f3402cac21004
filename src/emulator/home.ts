import type { Place } from './world.ts';

/** Services whose resources are the same ones whatever region they are asked in. */
const globalServices = ['IAM', 'CloudFront', 'Organizations', 'Route53'];

/** Where resources of a type live: in the region of the request, or in none where the service has no regions. */
export function homeOf(typeName: string, place: Place): Place {
  return isGlobal(typeName) ? { ...place, region: `${partitionOf(place.region)}-global` } : place;
}

/** A type of a service without regions. */
export function isGlobal(typeName: string): boolean {
  return globalServices.includes(typeName.split('::')[1] ?? '');
}

/** `aws`, `aws-cn` …: the first part of every ARN of a region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
