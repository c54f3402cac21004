import { parsePointer } from '../base/json-pointer.ts';
import type { Difference } from '../resource-types/comparison/differences.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/** Why no query brought about what is declared. */
export type UnmanagedReason =
  /** It is set at creation only: it takes a replacement. */
  | 'create-only'
  /** Neither `statecheck` nor `update` names it. */
  | 'not-named'
  /** `update` would set it, but `statecheck` does not look at it. */
  | 'not-checked'
  /** No query is written that could name it. */
  | 'declared'
  /** No read returns it, and what was sent last is something else. */
  | 'write-only'
  /** `statecheck` looks at it, and takes it for what it should be. */
  | 'taken-as-equal';

/** A property that is not as declared, though the stack's own queries say that the resource is as desired. */
export interface UnmanagedDifference extends Difference {
  readonly why: UnmanagedReason;
}

/** What comes of comparing everything that a stack declares of a resource with what is live. */
export type DeclaredState =
  | {
      readonly kind: 'compared';
      readonly unmanaged: readonly UnmanagedDifference[];
      /** What differs in ignored places. */
      readonly ignored: readonly Difference[];
      /** Undefined where nothing is declared that no read returns and an update may set. */
      readonly writeOnly: WriteOnlyState | undefined;
    }
  /** No query says which resource it is. */
  | { readonly kind: 'no-identifier' }
  /** It could not be read. */
  | { readonly kind: 'not-read' };

/** What is declared of what no read returns. */
export interface WriteOnlyState {
  /** Pointers: `/Code`. */
  readonly properties: readonly string[];
  /** How it compares with what this stack has sent last, as far as the resource's tags remember that. */
  readonly last: 'same' | 'changed' | 'unknown';
}

/** The properties, at their top level, that the queries of a resource name. */
export interface NamedProperties {
  readonly checked: ReadonlySet<string>;
  readonly updated: ReadonlySet<string>;
  /** The resource is in the short form: there are no queries of a person that could name any. Default false. */
  readonly isShortForm?: boolean;
}

/** The differences with the reason why no query saw to them. Those at or in an ignored place are left out. */
export function unmanagedAmong(
  type: ResourceType,
  differences: readonly Difference[],
  named: NamedProperties,
  ignored: readonly string[],
): readonly UnmanagedDifference[] {
  return differences
    .filter(({ pointer }) => !ignored.some((place) => isAtOrIn(pointer, place)))
    .map((difference) => ({ ...difference, why: reasonOf(type, parsePointer(difference.pointer), named) }));
}

/** The differences at or in ignored places. */
export function ignoredAmong(differences: readonly Difference[], ignored: readonly string[]): readonly Difference[] {
  return differences.filter(({ pointer }) => ignored.some((place) => isAtOrIn(pointer, place)));
}

/** Whether a path is, or is in, what is fixed at creation. */
export function isFixed(type: ResourceType, path: readonly string[]): boolean {
  return path.some((_part, index) => matchesAny(type.createOnly, path.slice(0, index + 1)));
}

function reasonOf(
  type: ResourceType,
  path: readonly string[],
  { checked, updated, isShortForm = false }: NamedProperties,
): UnmanagedReason {
  if (isFixed(type, path)) return 'create-only';
  if (isShortForm) return 'declared';
  const [name = ''] = path;
  if (checked.has(name)) return 'taken-as-equal';
  return updated.has(name) ? 'not-checked' : 'not-named';
}

/** Whether a pointer names a place or something in it. */
export function isAtOrIn(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
