import type { Anchor } from '../query/anchored-query.ts';
import type { StackResource } from '../stack/stack.ts';
import { idleReasons } from './unused-queries.ts';

export const purposes = ['plan', 'build', 'teardown'] as const;
/** What a stack is to be done with: looked at (by a test, too), built, removed. Building and removing look, too. */
export type Purpose = (typeof purposes)[number];

/** The queries that each purpose may run; for a plan an update tells what is looked at, and is not carried out. */
const anchors: Readonly<Record<Purpose, ReadonlySet<Anchor>>> = {
  plan: new Set(['exists', 'statecheck', 'exports', 'update']),
  build: new Set([
    'exists',
    'statecheck',
    'exports',
    'create',
    'update',
    'createorupdate',
    'command',
    'callback',
    'callback:create',
    'callback:update',
    'troubleshoot',
    'troubleshoot:create',
    'troubleshoot:update',
  ]),
  teardown: new Set([
    'exists',
    'exports',
    'delete',
    'callback',
    'callback:delete',
    'troubleshoot',
    'troubleshoot:delete',
  ]),
};

/** Whether a query of a resource may be run for a purpose. */
export function runsFor(purpose: Purpose, resource: StackResource, anchor: Anchor): boolean {
  return anchors[purpose].has(anchor) && idleReasons(resource)(anchor) === undefined;
}
