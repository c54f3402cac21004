import { formatPointer } from '../base/json-pointer.ts';
import type { DeleteOperation, UpdateOperation } from '../engine/operation.ts';
import { withoutMark } from '../plan/mark-change.ts';
import { readableTags } from '../plan/own-tags.ts';
import { reveal } from '../values/reading.ts';
import type { OwnedResource } from './find-owned.ts';
import { deleteOperation, updateOperation, type MadeTarget } from './made-operations.ts';
import type { Session } from './session.ts';

/** Takes the mark off a resource, and leaves everything else as it was read. */
export function forgetOperation(session: Session, { type, region, identifier, live }: OwnedResource): UpdateOperation {
  const name = readableTags(type) ?? '';
  const value = withoutMark(live[name] ?? null);
  const path = formatPointer([name]);
  const isEmpty = Object.keys((reveal(value) ?? {}) as object).length === 0;
  const target = { type, region, identifier, at: placeOf(session) };
  return updateOperation(target, [isEmpty ? { op: 'remove', path } : { op: 'add', path, value }]);
}

/** Deletes a resource for which no entry stands. */
export function pruneOperation(
  session: Session,
  { type, region, identifier }: Omit<MadeTarget, 'at'>,
): DeleteOperation {
  return deleteOperation({ type, region, identifier, at: placeOf(session) });
}

/** What no query writes is told at the beginning of the manifest. */
function placeOf({ stack: { manifest } }: Session): MadeTarget['at'] {
  return { source: manifest.source, start: 0, end: 0 };
}
