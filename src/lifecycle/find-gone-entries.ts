import { markNameOf } from '../stack/address.ts';
import { markTags } from '../stack/mark-tags.ts';
import { writesMark } from '../stack/writes-mark.ts';
import { ownedByArn, regionsOf, type OwnedResource } from './find-owned.ts';
import type { Session } from './session.ts';

/**
 * What carries the mark of the stack and the name of an entry that the manifest no longer has: a request for each region, and reads of
 * nothing but that. Empty where the index of tags may not be asked; `orphansAmong` also knows what an entry stood for before.
 */
export async function findGoneEntries(session: Session): Promise<readonly OwnedResource[]> {
  const { stack, engine } = session;
  if (!writesMark(stack)) return [];
  const { manifest, environment, resources } = stack;
  const named = new Set([
    ...resources.map(({ address }) => markNameOf(address)),
    // What was moved, or is given up, is the business of the next build.
    ...manifest.resources.flatMap(({ movedFrom }) => movedFrom?.name ?? []),
    ...manifest.forget.map(({ name }) => name),
  ]);
  const tags = { [markTags.stack]: manifest.name, [markTags.environment]: environment };
  const gone: OwnedResource[] = [];
  for (const region of regionsOf(session)) {
    const tagged = await engine.tagged({ region, tags });
    for (const { arn, tags: found } of tagged.ok ? tagged.value : []) {
      const entry = found.find(({ key }) => key === markTags.resource)?.value;
      if (entry === undefined || named.has(entry)) continue;
      // The index keeps what is deleted for most of an hour.
      const { owned } = await ownedByArn(session, region, arn);
      if (owned !== undefined) gone.push(owned);
    }
  }
  return gone;
}
