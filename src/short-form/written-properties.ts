import type { ManifestEntry, ManifestValue } from '../manifest/manifest.ts';
import { findProperty } from '../resource-types/find-property.ts';
import type { Property, ResourceType } from '../resource-types/resource-type.ts';

/** A property as the entry writes it. */
export interface WrittenProperty {
  readonly entry: ManifestEntry;
  /** Undefined where the type has none of that name. */
  readonly property: Property | undefined;
}

/** The properties of an entry, in the order in which they are written. */
export function writtenProperties(
  type: ResourceType,
  properties: ManifestValue | undefined,
): readonly WrittenProperty[] {
  const entries = properties?.kind === 'map' ? properties.entries : [];
  return entries.map((entry) => ({ entry, property: findProperty(type, entry.key) }));
}

/** The entry that gives a property a value, by its name in the schema. */
export function giverOf(written: readonly WrittenProperty[], name: string): ManifestEntry | undefined {
  return giversOf(written, name)?.[0];
}

/** The entries that give a property, or a part of one (`CachePolicyConfig/Name`), the property first. */
export function giversOf(written: readonly WrittenProperty[], path: string): readonly ManifestEntry[] | undefined {
  const [name, ...inner] = path.split('/');
  const top = written.find(({ entry, property }) => property?.name === name && !isNothing(entry.value))?.entry;
  if (top === undefined) return undefined;
  const givers = [top];
  for (const part of inner) {
    const value = givers.at(-1)?.value;
    const next = value?.kind === 'map' ? value.entries.find(({ key }) => key === part) : undefined;
    if (next === undefined || isNothing(next.value)) return undefined;
    givers.push(next);
  }
  return givers;
}

function isNothing(value: ManifestValue): boolean {
  return value.kind === 'scalar' && value.value === null;
}
