import type { OpenedStack } from '../../api/opened-stack.ts';
import { usualAuth, type Auth, type Signing } from '../../manifest/auth.ts';
import type { Managed } from '../../lifecycle/find-managed.ts';
import type { ChosenType } from './chosen-types.ts';

/** Where a type is listed, and what the requests are signed with. */
export interface ListingPlace {
  readonly region: string;
  readonly signing: Signing;
}

export interface PlacesAsked {
  /** Those that are named with `--region`; empty where none is. */
  readonly namedRegions: readonly string[];
  /** The region of what says none itself; undefined where nobody says one. */
  readonly defaultRegion: string | undefined;
  readonly stack: Pick<OpenedStack, 'authsByType'> | undefined;
}

/**
 * Where a type is listed: where the resources of the stack are that have its statements, with their own credentials. A type that the
 * stack has nothing of is asked for with the usual ones.
 */
export function placesOf({ type }: ChosenType, asked: PlacesAsked): readonly ListingPlace[] {
  const auths = asked.stack?.authsByType.get(type) ?? [usualAuth];
  return distinct(auths.flatMap((auth) => regionsOf(auth, asked).map((region) => ({ region, signing: auth }))));
}

/** The same with the places of what the stack manages: a statement may name another region than the one of its resource. */
export function placesWith(
  managed: readonly Managed[],
  chosen: ChosenType,
  asked: PlacesAsked,
): readonly ListingPlace[] {
  const places = placesOf(chosen, asked);
  if (asked.namedRegions.length > 0) return places;
  return distinct([...places, ...managed.filter(({ typeName }) => typeName === chosen.type.typeName)]);
}

export function samePlace(one: ListingPlace, other: ListingPlace): boolean {
  return placeKey(one) === placeKey(other);
}

export function placeKey({ region, signing: { profile, role } }: ListingPlace): string {
  return JSON.stringify([region, profile, role]);
}

function regionsOf({ region }: Auth, { namedRegions, defaultRegion }: PlacesAsked): readonly string[] {
  if (namedRegions.length > 0) return namedRegions;
  const own = region ?? defaultRegion;
  return own === undefined ? [] : [own];
}

function distinct(places: readonly ListingPlace[]): readonly ListingPlace[] {
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}
