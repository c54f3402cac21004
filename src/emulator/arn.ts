import { partitionOf } from '../resource-types/comparison/facts/partitions.ts';
import type { Place } from './world.ts';

/** `amazonaws.com`, in China another one. */
export function domainOf(place: Place): string {
  return partitionOf(place.region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** An ARN of this account, or of no account: what it names must be here. */
export function isArnOfPlace(arn: string, service: string, place: Place): boolean {
  const [, partition, name, , accountId] = arn.split(':');
  return partition === partitionOf(place.region) && name === service && accountId === place.accountId;
}
