import type { LiveResource } from '../emulator/emulator.ts';
import { tagIn } from '../plan/own-tags.ts';
import { markTags } from '../stack/mark-tags.ts';
import type { Registry } from '../resource-types/resource-type.ts';

export interface MarkedResource {
  readonly live: LiveResource;
  /** The property that holds its tags. */
  readonly property: string;
}

/** Those that carry a stack's mark in their tags. */
export function markedResources(resources: readonly LiveResource[], registry: Registry): readonly MarkedResource[] {
  return resources.flatMap((live) => {
    const property = registry.find(live.typeName)?.tagProperty;
    const isMarked = property !== undefined && tagIn(live.stored[property], markTags.stack) !== undefined;
    return isMarked ? [{ live, property }] : [];
  });
}
