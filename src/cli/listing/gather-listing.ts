import { canonicalJson } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import type { Lister, LiveResource } from '../../engine/lister.ts';
import type { StatementFailure } from '../../engine/engine.ts';
import type { Managed } from '../../lifecycle/find-managed.ts';
import type { LeftOut, ListedLive, ListedType } from '../../report/listing/listing.ts';
import type { Masker } from '../../report/masker.ts';
import type { Signing } from '../../manifest/auth.ts';
import type { Registry } from '../../resource-types/resource-type.ts';
import { resourceLabel } from '../../resource-types/resource-label.ts';
import { plainText, redact, reveal, secretsIn } from '../../values/reading.ts';
import { withParents, type ChosenType, type ListingStep } from './chosen-types.ts';
import { placeKey, samePlace, type ListingPlace } from './listing-places.ts';
import type { ListingProgress } from './listing-progress.ts';

export interface ListingTask {
  readonly types: readonly ChosenType[];
  readonly placesOf: (type: ChosenType) => readonly ListingPlace[];
  /** One for each way to sign. */
  readonly listerFor: (signing: Signing) => Lister;
  readonly registry: Registry;
  /** What a stack manages; empty where there is none. */
  readonly managed: readonly Managed[];
  readonly isWanted: (resource: ListedLive) => boolean;
  readonly masker: Masker;
  readonly progress: ListingProgress;
}

export interface Gathered {
  readonly types: readonly ListedType[];
  /** Types that a glob meant and that a region does not have. */
  readonly leftOut: readonly LeftOut[];
}

type Step = ListingStep & { readonly place: ListingPlace; readonly lister: Lister };
type Outcome = Result<readonly LiveResource[], StatementFailure>;

/**
 * Lists the types in their places, with their parents. All begin at once, since the lister bounds the requests under way; the types
 * stand in their order, whichever is answered first.
 */
export async function gatherListing(task: ListingTask): Promise<Gathered> {
  const { types, registry, progress } = task;
  const steps = stepsOf(task, registry);
  progress.begin(steps.length);
  const outcomes = await Promise.all(
    steps.map(async (step) => {
      const outcome = await take(step, task);
      progress.listed(step.type.typeName, outcome.ok || isNotThere(step, outcome.error));
      return { step, outcome };
    }),
  );
  const leftOut = new Map<string, LeftOut>();
  const listed = types.map(({ type: { typeName } }): ListedType => {
    const resources: ListedLive[] = [];
    const troubles: ListedType['troubles'][number][] = [];
    // What hinders a parent hinders the child, which tells of it.
    for (const { step, outcome } of outcomes.filter((one) => one.step.chosen?.type.typeName === typeName)) {
      if (outcome.ok) resources.push(...outcome.value.map((live) => listedLive(live, step.place, task)));
      else if (isNotThere(step, outcome.error)) leftOut.set(typeName, { typeName, why: 'not-there' });
      else troubles.push({ region: step.place.region, trouble: outcome.error });
    }
    return { typeName, resources: once(resources).filter(task.isWanted), troubles };
  });
  return { types: listed, leftOut: [...leftOut.values()] };
}

/** The types of one place together: a parent is looked at once for all that are listed under it. */
function stepsOf({ types, placesOf, listerFor }: ListingTask, registry: Registry): readonly Step[] {
  const byPlace = new Map<string, { readonly place: ListingPlace; readonly types: ChosenType[] }>();
  for (const type of types) {
    for (const place of placesOf(type)) {
      const known = byPlace.get(placeKey(place)) ?? { place, types: [] };
      known.types.push(type);
      byPlace.set(placeKey(place), known);
    }
  }
  const listers = new Map<string, Lister>();
  return [...byPlace.values()].flatMap(({ place, types: here }) => {
    const { profile, role } = place.signing;
    const key = JSON.stringify([profile, role]);
    const lister = listers.get(key) ?? listerFor({ profile, role });
    listers.set(key, lister);
    return withParents(here, registry).map((step): Step => ({ ...step, place, lister }));
  });
}

/** Two ways to sign may see the same resource: what is alike in all is one, and whoever manages it does. */
function once(resources: readonly ListedLive[]): readonly ListedLive[] {
  const seen = new Map<string, ListedLive>();
  for (const resource of resources) {
    const { region, identifier, properties } = resource;
    const shown = properties.map(([name, value]) => [name, reveal(value)]);
    const key = canonicalJson([region, identifier, shown]);
    const known = seen.get(key);
    seen.set(key, known?.managedBy === undefined ? resource : known);
  }
  return [...seen.values()];
}

async function take({ type, chosen, place, lister }: Step, { managed }: ListingTask): Promise<Outcome> {
  const { region } = place;
  if (chosen === undefined) {
    const looked = await lister.look(type, region);
    return looked.ok ? ok([]) : looked;
  }
  if (chosen.shown === 'all') return lister.list(type, region);
  const found: LiveResource[] = [];
  for (const { identifier } of managed.filter((one) => one.typeName === type.typeName && samePlace(one, place))) {
    const resource = await lister.read(type, region, identifier);
    if (!resource.ok) return resource;
    if (resource.value !== undefined) found.push(resource.value);
  }
  return ok(found);
}

/** A glob means what there is; a region without the type has none of it. */
function isNotThere({ chosen }: Step, trouble: StatementFailure): boolean {
  return (
    chosen?.isByGlob === true &&
    trouble.kind === 'failed' &&
    (trouble.failure.kind === 'unknown-type' || trouble.failure.kind === 'unsupported-action')
  );
}

function listedLive(live: LiveResource, place: ListingPlace, { managed, masker }: ListingTask): ListedLive {
  const { type, region, identifier, properties } = live;
  masker.add(properties.flatMap(([, value]) => secretsIn(value)));
  const ours = managed.find(
    (one) => one.typeName === type.typeName && samePlace(one, place) && one.identifier === identifier,
  );
  const shown = Object.fromEntries(properties.map(([name, value]) => [name, redact(value)]));
  return {
    region,
    identifier,
    properties,
    name: plainText(resourceLabel(type, shown) ?? identifier),
    managedBy: ours?.resource,
  };
}
