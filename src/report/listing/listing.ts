import type { StatementFailure } from '../../engine/engine.ts';
import type { LiveResource } from '../../engine/lister.ts';

/** What was found of some types. */
export interface Listing {
  readonly types: readonly ListedType[];
  /** Types that were meant too, and of which not everything can be shown. */
  readonly leftOut: readonly LeftOut[];
  /** Whether a stack was asked for what it manages. */
  readonly knowsManaged: boolean;
}

/**
 * A type that cannot be listed: there is no list handler, its list needs a parent that is not known, or the region does not have the
 * type. With a stack those of its resources are shown nevertheless that the stack manages.
 */
export interface LeftOut {
  readonly typeName: string;
  readonly why: 'no-handler' | 'no-parent' | 'not-there';
}

export interface ListedType {
  readonly typeName: string;
  readonly resources: readonly ListedLive[];
  /** Regions in which it cannot be said what there is. */
  readonly troubles: readonly { readonly region: string; readonly trouble: StatementFailure }[];
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
