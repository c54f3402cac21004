import type { Json } from '../../base/json.ts';
import type { PropertyPath, ResourceType } from '../resource-type.ts';
import { accessQuirks } from './access.ts';
import { applicationQuirks } from './application.ts';
import { ec2Quirks } from './ec2.ts';
import { ignoredRemovals } from './ignored-removals.ts';
import { makeQuirks } from './make-quirks.ts';
import { storageQuirks } from './storage.ts';
import { userPoolClientQuirks } from './user-pool-client.ts';
import { userPoolQuirks } from './user-pool.ts';

/** What a service does with a type that its schema does not say. All of it is observed behaviour of AWS. */
export interface Quirks {
  readonly typeName: string;
  /** Lists whose order means nothing although the schema calls them ordered. */
  readonly unordered: readonly PropertyPath[];
  /** Properties whose values are never shown. */
  readonly secret: readonly PropertyPath[];
  /** Properties whose removal succeeds and changes nothing, with the default to be set instead. */
  readonly ignoredRemovals: Readonly<Record<string, Json>>;
  readonly parents: ResourceType['parents'];
}

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
