import type { JsonObject } from '../base/json.ts';
import type { DeleteOperation } from '../engine/operation.ts';
import { readableTags } from '../plan/own-tags.ts';
import { hasLeave, isProtectedByTag } from '../plan/mark-change.ts';
import { isAnother, ownerOf, type NoOwner } from '../plan/owner.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import { meantResource } from './claim-resource.ts';
import { markWishOf } from './marking.ts';
import type { FailureReason } from './outcome.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { markOf } from './sent-values.ts';

interface Named {
  readonly type: ResourceType;
  readonly identifier: string;
}

/**
 * Looks whom the resource of an entry belongs to, as soon as its queries say which one it is; the reason why the entry may not have it,
 * where it is another stack's. Looked at once, before the run writes the resource. Mostly nothing is sent: it was read before.
 */
export async function refuseOwned(run: ResourceRun): Promise<FailureReason | undefined> {
  const { kind } = run.resource.manifest;
  if (run.isOwnerKnown || run.hasWritten || (kind !== 'resource' && kind !== 'multi')) return undefined;
  const meant = meantResource(run);
  if (meant === undefined || readableTags(meant.type) === undefined) return undefined;
  const { type, region, identifier } = meant;
  const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
  // Whoever writes it hears of the failure too.
  if (!live.ok || live.value === undefined) return undefined;
  run.isOwnerKnown = true;
  return ownedByAnother(run, meant, live.value);
}

/** The reason why an entry may not have a live resource, where its tags say that it is another's and the entry does not take it over. */
export function ownedByAnother(run: ResourceRun, named: Named, live: JsonObject): FailureReason | undefined {
  const refusal = ownerRefusal(run, named, live);
  if (refusal === undefined) return undefined;
  const { owner } = refusal;
  const mayHave = owner.kind === 'nobody' ? mayAdopt(run) : hasLeave(owner, markWishOf(run));
  return mayHave ? undefined : refusal;
}

type OwnerRefusal = Extract<FailureReason, { kind: 'owned-by-another' }>;

/** The same, whatever the entry may take over. */
export function ownerRefusal(
  run: ResourceRun,
  { type, identifier }: Named,
  live: JsonObject,
): OwnerRefusal | undefined {
  const owner = ownerOf(type, live) ?? nobodyFor(run);
  if (owner === undefined || (owner.kind !== 'nobody' && !isAnother(owner, markOf(run)))) return undefined;
  return { kind: 'owned-by-another', typeName: type.typeName, identifier, owner };
}

/** In the short form, what the entry has made carries its mark: what does not is somebody else's until there is leave to take it over. */
function nobodyFor({ resource }: ResourceRun): NoOwner | undefined {
  return resource.isMarked === true ? { kind: 'nobody' } : undefined;
}

function mayAdopt({ resource, session }: ResourceRun): boolean {
  return resource.manifest.shortForm?.adopt === true || session.adopt.has(resource.address.entry);
}

/**
 * Looks whom the resources of a teardown's delete belong to while nothing is deleted yet, and what is read is known anyway. What has no
 * mark then needs no second look.
 */
export async function noteOwners(run: ResourceRun): Promise<void> {
  const prepared = run.resource.queries.has('delete') ? run.prepare('delete') : undefined;
  for (const { operation } of prepared?.ok === true ? prepared.value : []) {
    if (operation?.kind !== 'delete' || readableTags(operation.type) === undefined) continue;
    const { type, target } = operation;
    for (const { region, identifier } of targetsOf(target)) {
      const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
      const isUnmarked = live.ok && (live.value === undefined || ownerOf(type, live.value) === undefined);
      if (isUnmarked && run.resource.isMarked !== true) run.unmarked.add(placeKey(type, region, identifier));
      if (live.ok && live.value !== undefined && ownerRefusal(run, { type, identifier }, live.value) === undefined)
        run.isProtectedByTag ||= isProtectedByTag(type, live.value);
    }
  }
}

/**
 * Which of the resources of a delete is another stack's; undefined where none is. A take-over happens in a build: until then even an entry
 * that is to take a resource over does not delete it. What carries a mark is read anew, since it may have changed hands meanwhile, and
 * what cannot be read is not deleted.
 */
export async function ownedInDelete(
  run: ResourceRun,
  { type, target }: DeleteOperation,
): Promise<Attempt<OwnerRefusal | undefined>> {
  if (readableTags(type) === undefined) return { ok: true, value: undefined };
  const { typeName } = type;
  for (const { region, identifier } of targetsOf(target)) {
    if (run.unmarked.has(placeKey(type, region, identifier))) continue;
    const live = await run.engine.observe({ typeName, region, identifier, isAnew: true });
    if (!live.ok) return failed({ kind: 'trouble', anchor: 'delete', trouble: live.error });
    const refusal = live.value === undefined ? undefined : ownerRefusal(run, { type, identifier }, live.value);
    if (refusal !== undefined) return { ok: true, value: refusal };
  }
  return { ok: true, value: undefined };
}

function targetsOf({ regions, identifiers }: DeleteOperation['target']) {
  return textsOf(regions).flatMap((region) => textsOf(identifiers).map((identifier) => ({ region, identifier })));
}

function placeKey({ typeName }: ResourceType, region: string, identifier: string): string {
  return JSON.stringify([typeName, region, identifier]);
}

function textsOf(values: readonly Value[]): readonly string[] {
  return values.filter(isKnown).map((value) => plainText(reveal(value)));
}
