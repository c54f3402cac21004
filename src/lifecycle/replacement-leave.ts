import { keptOnDelete } from '../flow/kept-on-delete.ts';
import type { ReplaceLeave } from '../plan/plan.ts';
import { isStateful } from '../resource-types/stateful-types.ts';
import { isProtectedType } from './protection.ts';
import type { ResourceRun } from './resource-run.ts';

/**
 * Whether a run may replace the resource of an entry. In a protected environment what holds data stays, unless its entry says that it may
 * be deleted. What holds data, and what a teardown keeps, has to be named in the run itself: that
 * the manifest allows it is not enough.
 */
export function leaveToReplace(
  { resource: { address, manifest }, session }: ResourceRun,
  typeName: string,
): ReplaceLeave {
  if (manifest.onDelete !== 'delete' && isProtectedType(session, typeName)) return 'protected';
  if (session.replace.has(address.entry)) return 'given';
  const isKept = keptOnDelete(manifest) !== undefined || manifest.onDelete === 'protect';
  if (isStateful(typeName) || isKept) return 'by-name-only';
  return manifest.replace === 'allowed' ? 'given' : 'missing';
}
