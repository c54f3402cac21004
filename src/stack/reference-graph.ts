import type { Location } from '../diagnostics/source.ts';
import type { Anchor } from '../query/anchored-query.ts';

/** A resource uses another one. */
export interface ReferenceEdge {
  /** The user. */
  readonly from: string;
  /** What is used: it is made before the user and removed after it. */
  readonly to: string;
  /** Every place where it is used; at least one. */
  readonly uses: readonly Use[];
}

/** Who uses whom in a stack. Resources are known by their names in the manifest. */
export interface ReferenceGraph {
  /** Every resource after all that it uses; otherwise as in the manifest. Removal goes the other way. */
  readonly order: readonly string[];
  /** By user, in manifest order. */
  readonly edges: readonly ReferenceEdge[];
  /** Ways round, each resource using the next and the last the first. None in a stack that may run. */
  readonly cycles: readonly (readonly string[])[];
  /** What a resource uses directly. */
  readonly edgesFrom: (name: string) => readonly ReferenceEdge[];
  /** What uses a resource directly. */
  readonly edgesTo: (name: string) => readonly ReferenceEdge[];
  /** All that a resource needs, directly or through others, without itself. */
  readonly neededBy: (name: string) => ReadonlySet<string>;
  /** All that needs a resource, directly or through others, without itself. */
  readonly dependentsOf: (name: string) => ReadonlySet<string>;
  /** The resources that may give an export of the stack: `name`, or `resource.name`. */
  readonly giversOf: (name: string) => readonly string[];
}

/** One place where a resource uses another: a value that it takes, or a line of `depends_on`. */
export interface Use {
  /** What is taken, as the path of its name: `['pool', 'user_pool_id']`, or `['user_pool_id']`. Empty for `depends_on`. */
  readonly path: readonly string[];
  readonly where: UsePlace;
  /** The name in the template or in `depends_on`. Where a global is in between, the name in that global. */
  readonly at: Location;
  /** The global that takes the value for the resource. */
  readonly through?: string;
}

/** The part of a resource that uses another. */
export type UsePlace =
  | { readonly kind: 'prop'; readonly name: string }
  | { readonly kind: 'query'; readonly anchor: Anchor }
  | { readonly kind: 'script' }
  | { readonly kind: 'if' }
  /** `key`: as it is written in the manifest. */
  | { readonly kind: 'auth'; readonly key: string }
  | { readonly kind: 'depends_on' };
