import { formatPointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import { withoutMark } from '../plan/mark-change.ts';
import { readableTags } from '../plan/own-tags.ts';
import { ownerOf } from '../plan/owner.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { reveal } from '../values/reading.ts';
import { findOwned, readOwned, type OwnedResource } from './find-owned.ts';
import { deleteOperation, updateOperation } from './made-operations.ts';
import { orphansAmong, type KnownEntry, type Orphan } from './orphans.ts';
import type { FailureReason, ResourceOutcome } from './outcome.ts';
import { isProtectedType } from './protection.ts';
import type { NamedResource } from './prune-wish.ts';
import type { Session } from './session.ts';
import { ownParentOf } from './undeclared-children.ts';

export interface Pruned {
  readonly outcomes: readonly { readonly resource: string; readonly outcome: ResourceOutcome }[];
}

/**
 * Gives up what the manifest forgets, and deletes what a person asked to have pruned: after everything else of a build. What depends on
 * what is not known any more: what is refused is tried again as long as others go.
 */
export async function prune(session: Session, entries: readonly KnownEntry[]): Promise<Pruned> {
  const { prune: wish, stack } = session;
  const isAsked = wish?.orphans === true || stack.manifest.forget.length > 0;
  const { owned, failures } = isAsked ? await findOwned(session) : { owned: [], failures: [] };
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
  const still = await readOwned(session, type, region, identifier, true);
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
    const owned = await readOwned(session, type, region, identifier);
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
  const operation = deleteOperation({ ...target, at: placeOf(session) });
  const written = await session.engine.write(operation);
  if (!written.ok) return failure({ kind: 'trouble', anchor: undefined, trouble: written.error });
  return { kind: 'deleted', identifier: target.identifier };
}

/** Takes the mark off, and leaves everything else. */
async function forget(session: Session, owned: OwnedResource): Promise<ResourceOutcome> {
  const { type, region, identifier } = owned;
  const still = await readOwned(session, type, region, identifier, true);
  if (still === undefined) return { kind: 'absent' };
  const operation = updateOperation(
    { type, region, identifier, at: placeOf(session) },
    forgettingPatch(type, still.live),
  );
  const written = await session.engine.write(operation);
  if (!written.ok) return failure({ kind: 'trouble', anchor: undefined, trouble: written.error });
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

function forgettingPatch(type: OwnedResource['type'], live: JsonObject): readonly PatchOperation[] {
  const name = readableTags(type) ?? '';
  const value = withoutMark(live[name] ?? null);
  const path = formatPointer([name]);
  const isEmpty = Object.keys((reveal(value) ?? {}) as object).length === 0;
  return [isEmpty ? { op: 'remove', path } : { op: 'add', path, value }];
}

/** What no query writes is told at the beginning of the manifest. */
function placeOf({ stack: { manifest } }: Session) {
  return { source: manifest.source, start: 0, end: 0 };
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
