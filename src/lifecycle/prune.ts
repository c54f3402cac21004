import type { WriteOperation } from '../engine/operation.ts';
import { ownerOf } from '../plan/owner.ts';
import { approvedEngine } from './approved-writes.ts';
import { findOwned, readOwned, type OwnedResource } from './find-owned.ts';
import { orphansAmong, type KnownEntry, type Orphan } from './orphans.ts';
import type { FailureReason, ResourceOutcome } from './outcome.ts';
import { isProtectedType } from './protection.ts';
import { forgetOperation, pruneOperation } from './prune-operations.ts';
import type { NamedResource } from './prune-wish.ts';
import type { Session } from './session.ts';
import { ownParentOf } from './undeclared-children.ts';

export interface Pruned {
  readonly outcomes: readonly { readonly resource: string; readonly outcome: ResourceOutcome }[];
}

/**
 * Gives up what the manifest forgets, and deletes what a person asked to have pruned: after everything else of a build. What depends on
 * what is not known any more: what is refused is tried again as long as others go. A run over a part of the stack does not look.
 */
export async function prune(session: Session, entries: readonly KnownEntry[]): Promise<Pruned> {
  const { prune: wish, selection } = session;
  if (selection !== undefined) return { outcomes: [] };
  const { owned, failures } = isPruneAsked(session) ? await findOwned(session) : { owned: [], failures: [] };
  const orphans = orphansAmong(session, owned, entries);
  const outcomes: { resource: string; outcome: ResourceOutcome }[] = [];
  for (const { owned: one } of orphans.filter(({ kind }) => kind === 'forget'))
    outcomes.push({ resource: one.resource, outcome: await told(session, one.resource, () => forget(session, one)) });
  for (const named of wish?.named ?? []) {
    const name = `${named.typeName}=${named.identifier}`;
    outcomes.push({ resource: name, outcome: await told(session, name, () => pruneNamed(session, named, entries)) });
  }
  if (wish?.orphans === true) outcomes.push(...(await pruneOrphans(session, orphans)));
  for (const trouble of failures) {
    const reason = { kind: 'trouble', anchor: undefined, trouble } as const;
    outcomes.push({
      resource: 'orphans',
      outcome: await told(session, 'orphans', () => Promise.resolve(failure(reason))),
    });
  }
  return { outcomes };
}

/** Whether a build has to find what carries the stack's mark. */
export function isPruneAsked({ prune: wish, stack }: Session): boolean {
  return wish?.orphans === true || stack.manifest.forget.length > 0;
}

async function pruneOrphans(session: Session, orphans: readonly Orphan[]): Promise<Pruned['outcomes']> {
  const outcomes: { resource: string; outcome: ResourceOutcome }[] = [];
  let left = orphans.filter(({ kind }) => kind === 'orphan').toReversed();
  for (;;) {
    const refused: Orphan[] = [];
    for (const orphan of left) {
      const { resource } = orphan.owned;
      const outcome = await deleteOwned(session, orphan.owned);
      const mayWait = outcome.kind === 'failed' && outcome.reason.kind === 'trouble';
      if (mayWait) refused.push(orphan);
      else outcomes.push({ resource, outcome: await told(session, resource, () => Promise.resolve(outcome)) });
    }
    if (refused.length === 0) return outcomes;
    if (refused.length === left.length) {
      for (const { owned } of refused)
        outcomes.push({
          resource: owned.resource,
          outcome: await told(session, owned.resource, () => deleteOwned(session, owned)),
        });
      return outcomes;
    }
    left = refused;
  }
}

/** Reads the mark once more, and deletes. */
async function deleteOwned(session: Session, { type, region, identifier }: OwnedResource): Promise<ResourceOutcome> {
  const read = await readOwned(session, type, region, identifier, true);
  if (!read.ok) return failure({ kind: 'trouble', anchor: undefined, trouble: read.error });
  const still = read.value;
  if (still === undefined) return { kind: 'absent' };
  if (still.protectedBy === 'tag') return { kind: 'skipped', reason: 'it was built with on_delete: protect' };
  if (still.protectedBy === 'environment')
    return { kind: 'skipped', reason: 'it holds data, and the environment is protected' };
  return remove(session, { type, region, identifier });
}

async function pruneNamed(
  session: Session,
  named: NamedResource,
  entries: readonly KnownEntry[],
): Promise<ResourceOutcome> {
  const judged = await judgeNamed(session, named, entries);
  return judged.kind === 'delete' ? remove(session, judged.target) : judged.outcome;
}

/** Whether a resource that a person names may be deleted, read anew; how it ends where it may not. */
export async function judgeNamed(
  session: Session,
  { typeName, identifier }: NamedResource,
  entries: readonly KnownEntry[],
): Promise<
  | { readonly kind: 'delete'; readonly target: Pick<OwnedResource, 'type' | 'region' | 'identifier'> }
  | { readonly kind: 'end'; readonly outcome: ResourceOutcome }
> {
  const { registry, engine, defaultRegion, records } = session;
  const end = (outcome: ResourceOutcome) => ({ kind: 'end', outcome }) as const;
  const refused = (why: Extract<FailureReason, { kind: 'not-pruned' }>['why']) =>
    end(failure({ kind: 'not-pruned', typeName, identifier, why }));
  const type = registry.find(typeName);
  // A child lies where the stack's other resources lie.
  const region = defaultRegion ?? records.find((record) => record.region !== undefined)?.region;
  if (type === undefined || region === undefined) return refused('unknown-type');
  if (entries.some((entry) => entry.typeName === type.typeName && entry.identifier === identifier))
    return refused('declared');
  const live = await engine.observe({ typeName: type.typeName, region, identifier, isAnew: true });
  if (!live.ok) return end(failure({ kind: 'trouble', anchor: undefined, trouble: live.error }));
  if (live.value === undefined) return end({ kind: 'absent' });
  const target = { type, region, identifier };
  const owner = ownerOf(type, live.value);
  if (owner !== undefined) {
    const read = await readOwned(session, type, region, identifier);
    if (!read.ok) return end(failure({ kind: 'trouble', anchor: undefined, trouble: read.error }));
    const owned = read.value;
    if (owned === undefined) return end(failure({ kind: 'owned-by-another', typeName, identifier, owner }));
    if (owned.protectedBy === 'tag') return refused('protected');
    return owned.protectedBy === 'environment' ? refused('protected-environment') : { kind: 'delete', target };
  }
  if (isProtectedType(session, type.typeName)) return refused('protected-environment');
  const parent = await ownParentOf(session, target, live.value, entries);
  return parent === undefined ? refused('no-child') : { kind: 'delete', target };
}

async function remove(
  session: Session,
  target: Pick<OwnedResource, 'type' | 'region' | 'identifier'>,
): Promise<ResourceOutcome> {
  const refused = await write(session, target, pruneOperation(session, target));
  return refused ?? { kind: 'deleted', identifier: target.identifier };
}

/** Sends a write; how it ends where it is refused. */
async function write(
  { engine, approved }: Session,
  { type: { typeName }, identifier }: Pick<OwnedResource, 'type' | 'identifier'>,
  operation: WriteOperation,
): Promise<ResourceOutcome | undefined> {
  const written = await approvedEngine(engine, { typeName, identifier }, approved).write(operation);
  return written.ok ? undefined : failure({ kind: 'trouble', anchor: undefined, trouble: written.error });
}

/** Takes the mark off, and leaves everything else. */
async function forget(session: Session, owned: OwnedResource): Promise<ResourceOutcome> {
  const { type, region, identifier } = owned;
  const read = await readOwned(session, type, region, identifier, true);
  if (!read.ok) return failure({ kind: 'trouble', anchor: undefined, trouble: read.error });
  const still = read.value;
  if (still === undefined) return { kind: 'absent' };
  const refused = await write(session, owned, forgetOperation(session, still));
  if (refused !== undefined) return refused;
  const change = { kind: 'forget' } as const;
  return {
    kind: 'updated',
    identifier,
    differences: [],
    equalBy: [],
    because: 'mark',
    mark: change,
    declared: undefined,
  };
}

function failure(reason: FailureReason): ResourceOutcome {
  return { kind: 'failed', reason, written: undefined };
}

async function told(
  { emit, clock }: Session,
  resource: string,
  act: () => Promise<ResourceOutcome>,
): Promise<ResourceOutcome> {
  const started = clock.now();
  emit({ kind: 'resource.started', resource, phase: 'main' });
  const outcome = await act();
  emit({ kind: 'resource.finished', resource, outcome, elapsedMs: clock.now() - started });
  return outcome;
}
