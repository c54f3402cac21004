import { partitionOf } from './home.ts';
import type { Place } from './world.ts';

/** `arn:aws:sqs:us-east-1:000000000000:orders`. */
export function arnOf(place: Place, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** The ARN of something in a service without regions: `arn:aws:iam::000000000000:role/reader`. */
export function globalArnOf(place: Place, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}::${place.accountId}:${resource}`;
}

/** `amazonaws.com`, in China another one. */
export function domainOf(place: Place): string {
  return partitionOf(place.region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** An ARN of this account, or of no account: what it names must be here. */
export function isArnOfPlace(arn: string, service: string, place: Place): boolean {
  const [, partition, name, , accountId] = arn.split(':');
  return partition === partitionOf(place.region) && name === service && accountId === place.accountId;
}
