import { accessQuirks } from './access.ts';
import { applicationQuirks } from './application.ts';
import { ec2Quirks } from './ec2.ts';
import { ignoredRemovals } from './ignored-removals.ts';
import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';
import { storageQuirks } from './storage.ts';
import { userPoolClientQuirks } from './user-pool-client.ts';
import { userPoolQuirks } from './user-pool.ts';

const quirksByType: ReadonlyMap<string, Quirks> = new Map(
  [
    userPoolQuirks,
    userPoolClientQuirks,
    ...ec2Quirks,
    ...storageQuirks,
    ...accessQuirks,
    ...applicationQuirks,
    ...Object.entries(ignoredRemovals).map(([typeName, removals]) =>
      makeQuirks(typeName, { ignoredRemovals: removals }),
    ),
  ].map((quirks) => [quirks.typeName, quirks]),
);

/** What is known of a type beyond its schema; undefined for most types. */
export function quirksOf(typeName: string): Quirks | undefined {
  return quirksByType.get(typeName);
}
