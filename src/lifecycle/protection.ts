import { keptOnDelete } from '../flow/kept-on-delete.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Collected } from './collect.ts';
import type { FailureReason } from './outcome.ts';

/**
 * Why a teardown deletes nothing at all: the resource is there, or may be, and is protected. An entry that says `on_delete` has the last
 * word, whatever the tags say.
 */
export function protectionOf(resource: StackResource, known: Collected): FailureReason | undefined {
  if (known.kind !== 'present' && known.kind !== 'not-whole' && known.kind !== 'failed') return undefined;
  if (keptOnDelete(resource.manifest) !== undefined) return undefined;
  const { onDelete } = resource.manifest;
  if (onDelete === 'protect') return { kind: 'protected', by: 'entry' };
  const isTagged = onDelete === undefined && known.kind === 'present' && known.run.isProtectedByTag;
  return isTagged ? { kind: 'protected', by: 'tag' } : undefined;
}
