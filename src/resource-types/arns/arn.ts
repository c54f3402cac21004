import { partitionOf } from '../comparison/facts/partitions.ts';

/** Where a resource is. In a policy `*` stands for any account. */
export interface ArnPlace {
  readonly region: string;
  readonly accountId: string;
}

/** `arn:aws:sqs:us-east-1:000000000000:orders`. */
export function arnOf({ region, accountId }: ArnPlace, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of something in a service without regions: `arn:aws:iam::000000000000:role/reader`. */
export function globalArnOf({ region, accountId }: ArnPlace, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}::${accountId}:${resource}`;
}
