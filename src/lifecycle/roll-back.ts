import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import { desiredStateOf } from '../plan/desired-state.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import { changedProperties, restoringPatch } from '../plan/restoring-patch.ts';
import type { WriteOperation } from '../engine/operation.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { formatAddress } from '../stack/address.ts';
import { holdsSecret, reveal } from '../values/reading.ts';
import { Secret, type Value } from '../values/value.ts';
import { addressedResourceOf, createdStateOf } from './addressed-resource.ts';
import { readableTags, sentTag, withoutTag } from '../plan/own-tags.ts';
import type { JsonObject } from '../base/json.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isAnother, ownerOf } from '../plan/owner.ts';
import type { Change, Journal } from './journal.ts';
import { deleteOperation, updateOperation } from './made-operations.ts';
import type { NotRestored, UndoStep } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';
import { markOf } from './sent-values.ts';
import type { Session } from './session.ts';

/** Undoes what a run has done, newest first. What cannot be undone is told, and does not keep the rest from being undone. */
export async function rollBack(session: Session, journal: Journal): Promise<readonly UndoStep[]> {
  const changes = [...journal.changes].reverse();
  if (changes.length === 0) return [];
  session.emit({ kind: 'rollback.started', changes: changes.length });
  const steps: UndoStep[] = [];
  const replaced = new Set(changes.filter(({ run }) => run.replaced.length > 0).map(({ run }) => run.resource.name));
  for (const change of changes) {
    const step = usingReplaced(session, change, replaced) ?? (await undo(change));
    if (step === undefined) continue;
    session.emit({ kind: 'rollback.step', step });
    steps.push(step);
  }
  return steps;
}

/** An update that may have set what a replaced resource gives: undone, it would bring back what belongs to one that is gone. */
function usingReplaced(
  { stack: { graph } }: Session,
  change: Change,
  replaced: ReadonlySet<string>,
): UndoStep | undefined {
  if (change.kind !== 'updated') return undefined;
  const { run, identifier } = change;
  const uses = [...graph.neededBy(run.resource.name)].find((name) => replaced.has(name));
  const resource = formatAddress(run.resource.address);
  if (uses === undefined) return undefined;
  return { kind: 'not-undone', resource, identifier, done: 'updated', uses, trouble: undefined };
}

/** Undefined where there turns out to be nothing to undo. */
async function undo(change: Change): Promise<UndoStep | undefined> {
  const resource = formatAddress(change.run.resource.address);
  switch (change.kind) {
    case 'created':
      return undoCreate(change);
    case 'failed-create':
      return undoFailedCreate(change);
    case 'updated':
      return undoUpdate(change);
    case 'deleted':
      return { kind: 'not-undone', resource, identifier: change.identifier, done: 'deleted', trouble: undefined };
    case 'ran':
      return { kind: 'not-undone', resource, identifier: undefined, done: 'ran', trouble: undefined };
  }
}

async function undoCreate(change: Change & { kind: 'created' }): Promise<UndoStep> {
  const { run, typeName, region, identifier } = change;
  const resource = formatAddress(run.resource.address);
  const type = run.session.registry.find(typeName);
  if (!change.isSure || type === undefined || identifier === undefined) {
    const done = change.isSure ? 'created' : 'maybe-created';
    return { kind: 'not-undone', resource, identifier, done, trouble: undefined };
  }
  // Without it there would be neither: what it has replaced is gone.
  if (run.replaced.length > 0)
    return { kind: 'not-undone', resource, identifier, done: 'replaced', trouble: undefined };
  const target = { type, region, identifier, at: run.resource.manifest.at };
  const written = await write(run, deleteOperation(target), 'delete');
  if (!written.ok) return { kind: 'not-undone', resource, identifier, done: 'created', trouble: written.error };
  return { kind: 'deleted', resource, identifier };
}

/**
 * Deletes what a failed create has left, where the service has said that it made it and it carries the mark of the stack. Anything else
 * that is there under its identifier may be somebody's, and is told.
 */
async function undoFailedCreate(change: Change & { kind: 'failed-create' }): Promise<UndoStep | undefined> {
  const { run, typeName, region, identifier, wasMade } = change;
  const type = run.session.registry.find(typeName);
  const maybe: UndoStep = {
    kind: 'not-undone',
    resource: formatAddress(run.resource.address),
    identifier,
    done: 'half-created',
    trouble: undefined,
  };
  if (type === undefined) return maybe;
  const live = await run.undoEngine.observe({ typeName, region, identifier, isAnew: true });
  if (!live.ok) return { ...maybe, trouble: live.error };
  if (live.value === undefined) return undefined;
  const owner = ownerOf(type, live.value);
  if (!wasMade || owner === undefined || isAnother(owner, markOf(run))) return maybe;
  return undoCreate({ kind: 'created', run, typeName, region, identifier, isSure: true });
}

async function undoUpdate(change: Change & { kind: 'updated' }): Promise<UndoStep> {
  const { run, type, region, identifier } = change;
  const resource = formatAddress(run.resource.address);
  const notUndone = (trouble: (UndoStep & { kind: 'not-undone' })['trouble']): UndoStep => ({
    kind: 'not-undone',
    resource,
    identifier,
    done: 'updated',
    trouble,
  });
  const observe = () => run.undoEngine.observe({ typeName: type.typeName, region, identifier, isAnew: true });
  if (change.before === undefined) return notUndone(undefined);
  const before = unreadable(change).length === 0 ? change.before : withoutSentTag(type, change.before);
  const now = await observe();
  if (!now.ok) return notUndone(now.error);
  if (now.value === undefined) return notUndone(undefined);
  const patch = restoringPatch(type, before, now.value);
  if (patch.length > 0) {
    const target = { type, region, identifier, at: run.resource.manifest.at };
    const operation = updateOperation(target, [...hideSecrets(change, patch), ...writeOnlyOf(change)]);
    const written = await write(run, operation, 'update');
    if (!written.ok) return notUndone(written.error);
  }
  const after = patch.length === 0 ? now : await observe();
  if (!after.ok) return notUndone(after.error);
  return {
    kind: 'restored',
    resource,
    identifier,
    notRestored: [
      ...unreadable(change),
      ...changedProperties(type, before, after.value ?? {}).map((name): NotRestored => ({
        pointer: formatPointer([name]),
        why: 'differs',
      })),
    ],
  };
}

/** What was sent last is not what was sent before the update, and cannot be sent again: nobody may say that it is the same. */
function withoutSentTag(type: ResourceType, before: JsonObject): JsonObject {
  const name = readableTags(type);
  const tags = name === undefined ? undefined : before[name];
  if (name === undefined || tags === undefined) return before;
  // Tags without marks are as plain without one of them.
  return { ...before, [name]: reveal(withoutTag(tags, sentTag)) };
}

/** Write-only properties that the update has set: what they were before, nobody can say. */
function unreadable({ type, touched }: Change & { kind: 'updated' }): readonly NotRestored[] {
  const pointers = touched.flatMap((pointer) => {
    const path = parsePointer(pointer);
    // Inside what was set, or around it.
    return type.writeOnly
      .filter((hidden) =>
        path.slice(0, hidden.length).every((part, index) => matchesAny([[hidden[index] ?? '']], [part])),
      )
      .map((hidden) => formatPointer(path.length >= hidden.length ? path.slice(0, hidden.length) : hidden));
  });
  return [...new Set(pointers)].map((pointer): NotRestored => ({ pointer, why: 'write-only' }));
}

/** The service reads what it has and cannot read these: without them it would lose them altogether. */
function writeOnlyOf({ run, type }: Change & { kind: 'updated' }): readonly PatchOperation[] {
  if (run.session.exactPatch) return [];
  return Object.entries(createdStateOf(run) ?? {})
    .filter(([name]) => matchesAny(type.writeOnly, [name]) && !matchesAny(type.createOnly, [name]))
    .map(([name, value]): PatchOperation => ({ op: 'add', path: formatPointer([name]), value: asSecret(value) }));
}

/** The patch with earlier values marked where a secret stands now: they are the secrets of yesterday. */
function hideSecrets(
  { run, type }: Change & { kind: 'updated' },
  patch: readonly PatchOperation[],
): readonly PatchOperation[] {
  const desired = desiredStateOf(createdStateOf(run), addressedResourceOf(run)?.patch);
  return patch.map((operation) => {
    const { path, value } = operation;
    const [name = ''] = parsePointer(path);
    const wanted = Object.hasOwn(desired, name) ? desired[name] : undefined;
    const isSecret = (wanted !== undefined && holdsSecret(wanted)) || type.secret.some(([first]) => first === name);
    return isSecret && value !== undefined ? { ...operation, value: asSecret(value) } : operation;
  });
}

/** A property's value as one secret. */
function asSecret(value: Value): Value {
  const plain = reveal(value);
  return plain === null ? null : new Secret(plain);
}

function write(run: ResourceRun, operation: WriteOperation, anchor: 'delete' | 'update') {
  run.show(anchor, operation.text);
  return run.undoEngine.write(operation);
}
