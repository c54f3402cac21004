import { dynamodbQuirks } from './dynamodb.ts';
import { ec2Quirks } from './ec2.ts';
import { iamQuirks } from './iam.ts';
import { ignoredRemovals } from './ignored-removals.ts';
import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';
import { snsQuirks } from './sns.ts';
import { sqsQuirks } from './sqs.ts';
import { userPoolClientQuirks } from './user-pool-client.ts';
import { userPoolIdentityProviderQuirks } from './user-pool-identity-provider.ts';
import { userPoolQuirks } from './user-pool.ts';

const quirksByType: ReadonlyMap<string, Quirks> = new Map(
  [
    userPoolQuirks,
    userPoolClientQuirks,
    userPoolIdentityProviderQuirks,
    ...dynamodbQuirks,
    ...ec2Quirks,
    ...iamQuirks,
    ...snsQuirks,
    ...sqsQuirks,
    ...Object.entries(ignoredRemovals).map(([typeName, removals]) =>
      makeQuirks(typeName, { ignoredRemovals: removals }),
    ),
  ].map((quirks) => [quirks.typeName, quirks]),
);

/** What is known of a type beyond its schema; undefined for most types. */
export function quirksOf(typeName: string): Quirks | undefined {
  return quirksByType.get(typeName);
}
