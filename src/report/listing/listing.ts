import type { Trouble } from '../../engine/engine.ts';
import type { LiveResource } from '../../engine/cloud-control/create-lister.ts';

/** What was found of some types. */
export interface Listing {
  readonly types: readonly ListedType[];
  /** Whether a stack was asked for what it manages. */
  readonly knowsManaged: boolean;
}

export interface ListedType {
  readonly typeName: string;
  readonly resources: readonly ListedLive[];
  /** Regions in which it cannot be said what there is. */
  readonly troubles: readonly { readonly region: string; readonly trouble: Trouble }[];
}

export interface ListedLive extends Omit<LiveResource, 'type'> {
  readonly name: string;
  /** The resource of the stack that it is; undefined where it is none. */
  readonly managedBy: string | undefined;
}

/** The cloud that everything comes from. */
export const providerName = 'aws';

export function resourceCount(listing: Listing): number {
  return listing.types.reduce((sum, type) => sum + type.resources.length, 0);
}
