import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { writeLiteral, writeMap } from './write-literal.ts';
import type { ImportedEntry, LiveToImport } from './imported-entry.ts';

/** An entry and the live resource that it was made of. */
export interface Imported {
  readonly entry: ImportedEntry;
  readonly live: LiveToImport;
}

/** Shorter texts are rather words than names of a resource. */
const shortest = 6;

/**
 * The entries with references to each other in the place of literals: what another resource is known by, or its ARN. Where two resources
 * would refer to each other, the literal stays in the later one.
 */
export function referToEntries(imported: readonly Imported[]): readonly ImportedEntry[] {
  const givers = imported.map(({ entry, live }) => ({ name: entry.name, values: telling(live) }));
  const used = new Map(imported.map(({ entry }) => [entry.name, new Set<string>()]));
  const reaches = (from: string, to: string): boolean =>
    from === to || [...(used.get(from) ?? [])].some((next) => reaches(next, to));
  return imported.map(({ entry }) => {
    const refer = (value: Json): Json => {
      if (Array.isArray(value)) return (value as readonly Json[]).map(refer);
      if (isJsonObject(value))
        return writeMap(Object.entries(value).map(([key, part]): [string, Json] => [key, refer(part)]));
      if (typeof value !== 'string') return value;
      for (const { name, values } of givers) {
        const member = values.get(value);
        if (member === undefined || reaches(name, entry.name)) continue;
        used.get(entry.name)?.add(name);
        return `{{ ${name}.${member} }}`;
      }
      return writeLiteral(value);
    };
    return { ...entry, properties: refer(entry.properties) as JsonObject };
  });
}

/** The values that mean a resource and nothing else, and the property that has each: identifiers and ARNs that the service makes. */
function telling({ type, properties }: LiveToImport): ReadonlyMap<string, string> {
  const isPart = (name: string): boolean => type.identifier.some(([part]) => part === name);
  const names = type.properties
    .filter(({ readOnly, name }) => readOnly && (isPart(name) || /(Arn|Id)$/i.test(name)))
    .map(({ name }) => name);
  // What somebody has given it means something else: a range of addresses, a name.
  const given = new Set(type.properties.filter(({ readOnly }) => !readOnly).map(({ name }) => properties[name]));
  const values = new Map<string, string>();
  for (const name of names) {
    const value = properties[name];
    if (typeof value === 'string' && value.length >= shortest && !given.has(value) && !values.has(value))
      values.set(value, name);
  }
  return values;
}
