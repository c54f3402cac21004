import type { ManifestValue, ShortForm } from './manifest.ts';
import { isTrue, namesIn, readName } from './read-fields.ts';
import { memberOf, textOf } from './manifest-value.ts';

/** Whether the type of an entry names a resource type and not a kind of entry. */
export function namesResourceType(type: string): boolean {
  return /::|\./.test(type);
}

/** The short form of an entry of `resources`; undefined where it has none. */
export function readShortForm(item: ManifestValue): ShortForm | undefined {
  const type = readName(memberOf(item, 'type'));
  if (type === undefined || !namesResourceType(type.name)) return undefined;
  const retries = memberOf(item, 'retries');
  return {
    type,
    properties: memberOf(item, 'properties'),
    identifyBy: namesIn(memberOf(item, 'identify_by')),
    identifier: memberOf(item, 'identifier'),
    region: memberOf(item, 'region'),
    adopt: isTrue(memberOf(item, 'adopt')),
    ownership: textOf(memberOf(item, 'ownership')) === 'none' ? 'none' : 'tags',
    retries: retries?.kind === 'scalar' && typeof retries.value === 'number' ? retries.value : 3,
  };
}
