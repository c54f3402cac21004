import type { JsonObject } from '../../base/json.ts';
import { entryName } from '../../import/entry-name.ts';
import { importedEntry } from '../../import/imported-entry.ts';
import { referToEntries, type Imported } from '../../import/refer-to-entries.ts';
import { isAnother, isNamedBy, nameOf, ownerOf } from '../../plan/owner.ts';
import { ownerText } from '../../report/owner-text.ts';
import { reveal, secretsIn } from '../../values/reading.ts';
import { onlyEntries, type ImportedParts } from './imported-parts.ts';
import type { FoundResource } from './wanted-resources.ts';

/** Where the entries go. */
export interface EntryPlace {
  readonly stack: string;
  readonly environment: string;
  /** Names of entries that the manifest has. */
  readonly names: readonly string[];
  /** The region of a run; a resource of another one says its own. */
  readonly region: string;
  /** Owners from whom resources may be taken over. */
  readonly takeOver: readonly string[];
}

/** An entry for each resource, with a line for each that is left out, and for each secret that is not in them. */
export function entriesOfLive(found: readonly FoundResource[], place: EntryPlace): ImportedParts {
  const taken = new Set(place.names);
  const notes: string[] = [];
  const seen = new Set<string>();
  const imported = found.flatMap(({ live, name: wish }): readonly Imported[] => {
    const { type, identifier, region } = live;
    const shown = `${type.typeName} ${identifier}`;
    if (seen.has(`${region} ${shown}`)) return [];
    seen.add(`${region} ${shown}`);
    // reveal() of a map is a map.
    const whole = reveal(Object.fromEntries(live.properties)) as JsonObject;
    const owner = ownerOf(type, whole);
    const isTaken = owner !== undefined && isAnother(owner, place);
    if (isTaken && !place.takeOver.some((name) => isNamedBy(owner, name))) {
      notes.push(`left out: ${shown} belongs to ${ownerText(owner)}; --take-over ${nameOf(owner)} is leave to have it`);
      return [];
    }
    const former = owner?.kind === 'stack' && !isTaken ? owner.resource : undefined;
    if (former !== undefined && place.names.includes(former)) {
      notes.push(`left out: ${shown} is "${former}" of this stack already`);
      return [];
    }
    const secret = live.properties.filter(([, value]) => secretsIn(value).length > 0).map(([name]) => name);
    const plain = Object.fromEntries(Object.entries(whole).filter(([name]) => !secret.includes(name)));
    const name = former ?? entryName(type, plain, taken, wish);
    taken.add(name);
    const readOnly = new Set(type.properties.filter((one) => one.readOnly).map((one) => one.name));
    for (const one of secret.filter((each) => !readOnly.has(each)))
      notes.push(`left out: ${one} of "${name}" is secret; give it from a variable`);
    const made = { type, identifier, properties: plain };
    const entry = {
      ...importedEntry(name, made),
      ...(isTaken ? { take_over: nameOf(owner) } : {}),
      ...(region === place.region ? {} : { region }),
    };
    return [{ entry, live: made }];
  });
  return onlyEntries(referToEntries(imported), notes);
}
