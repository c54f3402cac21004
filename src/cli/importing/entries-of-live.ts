import type { JsonObject } from '../../base/json.ts';
import { entryName } from '../../import/entry-name.ts';
import { importedEntry } from '../../import/imported-entry.ts';
import { referToEntries, type Imported } from '../../import/refer-to-entries.ts';
import { withUnread } from '../../import/unread-properties.ts';
import { reveal, secretsIn } from '../../values/reading.ts';
import type { EntryPlace } from './entry-place.ts';
import { onlyEntries, type ImportedParts } from './imported-parts.ts';
import { resourcesToTake } from './resources-to-take.ts';
import type { FoundResource } from './wanted-resources.ts';

/** An entry for each resource, with a line for each that is left out, and for each value that no read tells. */
export function entriesOfLive(found: readonly FoundResource[], place: EntryPlace): ImportedParts {
  const taken = new Set(place.names);
  const { resources, notes: ofOwners } = resourcesToTake(found, place);
  const notes = [...ofOwners];
  const imported = resources.map(({ live, wish, former, takenFrom }): Imported => {
    const { type, identifier, region } = live;
    const secret = live.properties.filter(([, value]) => secretsIn(value).length > 0).map(([name]) => name);
    // reveal() of a map is a map.
    const plain = reveal(Object.fromEntries(live.properties.filter(([name]) => !secret.includes(name)))) as JsonObject;
    const name = former ?? entryName(type, plain, taken, wish);
    taken.add(name);
    const readOnly = new Set(type.properties.filter((one) => one.readOnly).map((one) => one.name));
    for (const one of secret.filter((each) => !readOnly.has(each)))
      notes.push(`left out: ${one} of "${name}" is secret; give it from a variable`);
    const made = { type, identifier, properties: plain };
    const entry = {
      ...importedEntry(name, made),
      ...(takenFrom === undefined ? {} : { take_over: takenFrom }),
      // An entry that says nothing else says at least where it is.
      ...(region === place.region && type.properties.some((one) => !one.readOnly) ? {} : { region }),
    };
    return { entry, live: made };
  });
  const variables: string[] = [];
  const entries = referToEntries(imported).map((entry, index) => {
    const type = imported[index]?.live.type;
    if (type === undefined) return entry;
    const { properties, unread } = withUnread(entry.name, type, entry.properties);
    for (const { property, variable, isNeeded } of unread) {
      if (isNeeded) variables.push(variable);
      else
        notes.push(
          `AWS does not return ${property} of "${entry.name}": set the variable ${variable} before you create it anew`,
        );
    }
    return { ...entry, properties };
  });
  return { ...onlyEntries(entries, notes), variables };
}
