import { unreachable } from '../base/unreachable.ts';
import type { Location } from '../diagnostics/source.ts';
import type { Value } from '../values/value.ts';
import { plainText, reveal } from '../values/reading.ts';
import type { Json } from '../base/json.ts';
import type { ManifestEntry, ManifestValue } from './manifest.ts';

/** The entry of a map, or undefined where there is none or the value is no map. */
export function entryOf(value: ManifestValue | undefined, key: string): ManifestEntry | undefined {
  if (value?.kind !== 'map') return undefined;
  // An entry of a stack is asked for thirty keys, and a stack has many entries: a loop makes nothing.
  for (const entry of value.entries) if (entry.key === key) return entry;
  return undefined;
}

/** The value of an entry of a map. */
export function memberOf(value: ManifestValue | undefined, key: string): ManifestValue | undefined {
  return entryOf(value, key)?.value;
}

const noItems: readonly ManifestValue[] = [];

/** The items of a list; none for anything else. */
export function itemsOf(value: ManifestValue | undefined): readonly ManifestValue[] {
  return value?.kind === 'list' ? value.items : noItems;
}

/** The text of a text; undefined for anything else. */
export function textOf(value: ManifestValue | undefined): string | undefined {
  return value?.kind === 'text' ? value.excerpt.text : undefined;
}

/** The value as it stands, templates in it being plain text: numbers keep how they were written. */
export function valueOf(value: ManifestValue): Value {
  switch (value.kind) {
    case 'text':
      return value.excerpt.text;
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(valueOf);
    case 'map':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, valueOf(entry.value)]));
    default:
      return unreachable(value);
  }
}

/** The value as JSON: numbers are numbers, however they were written. */
export function jsonOf(value: ManifestValue): Json {
  switch (value.kind) {
    case 'text':
      return value.excerpt.text;
    case 'scalar':
      return reveal(value.value);
    case 'list':
      return value.items.map(jsonOf);
    case 'map':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, jsonOf(entry.value)]));
    default:
      return unreachable(value);
  }
}

/** What a person wrote, for a message: `"yes"`, `12`, `a list`, `nothing`. */
export function describeValue(value: ManifestValue): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.excerpt.text);
    case 'scalar': {
      const plain = typeof value.value === 'object' && value.value !== null ? undefined : value.value;
      return plain === null ? 'nothing' : plainText(plain ?? value.at.source.text.slice(value.at.start, value.at.end));
    }
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
    default:
      return unreachable(value);
  }
}

/** Where to point when a whole map or list is meant: at its first key, not at all its lines. */
export function headOf(value: ManifestValue): Location {
  if (value.kind === 'map') return value.entries[0]?.keyAt ?? value.at;
  return value.at;
}
