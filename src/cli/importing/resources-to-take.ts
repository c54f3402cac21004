import type { JsonObject } from '../../base/json.ts';
import type { LiveResource } from '../../engine/lister.ts';
import { isMadeByService } from '../../import/generated-items.ts';
import { isAnother, isNamedBy, nameOf, ownerOf } from '../../plan/owner.ts';
import { ownerText } from '../../report/owner-text.ts';
import { reveal } from '../../values/reading.ts';
import type { EntryPlace } from './entry-place.ts';
import type { FoundResource } from './wanted-resources.ts';

/** A resource that may become an entry. */
export interface ResourceToTake {
  readonly live: LiveResource;
  /** What its entry is to be called; undefined where nobody says it. */
  readonly wish: string | undefined;
  /** The entry of this very stack that it belongs to; undefined where it belongs to none. */
  readonly former: string | undefined;
  /** The owner that it is taken from, as a person names it; undefined where there is none. */
  readonly takenFrom: string | undefined;
}

/** The resources that may be imported, each once, and a line for each that may not. */
export function resourcesToTake(
  found: readonly FoundResource[],
  place: EntryPlace,
): { readonly resources: readonly ResourceToTake[]; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const seen = new Set<string>();
  const resources = found.flatMap(({ live, name: wish }): readonly ResourceToTake[] => {
    const shown = `${live.type.typeName} ${live.identifier}`;
    if (seen.has(`${live.region} ${shown}`)) return [];
    seen.add(`${live.region} ${shown}`);
    const leave = (why: string): readonly ResourceToTake[] => {
      notes.push(`left out: ${shown} ${why}`);
      return [];
    };
    // reveal() of a map is a map.
    const properties = reveal(Object.fromEntries(live.properties)) as JsonObject;
    if (isMadeByService(live.type, properties)) return leave('is created by the service itself');
    const owner = ownerOf(live.type, properties);
    if (owner === undefined) return [{ live, wish, former: undefined, takenFrom: undefined }];
    if (isAnother(owner, place)) {
      const takenFrom = nameOf(owner);
      if (place.takeOver.some((name) => isNamedBy(owner, name))) return [{ live, wish, former: undefined, takenFrom }];
      return leave(`belongs to ${ownerText(owner)}; add --take-over ${takenFrom} to take it over`);
    }
    const former = owner.kind === 'stack' ? owner.resource : undefined;
    if (former !== undefined && place.names.includes(former)) return leave(`is "${former}" of this stack already`);
    return [{ live, wish, former, takenFrom: undefined }];
  });
  return { resources, notes };
}
