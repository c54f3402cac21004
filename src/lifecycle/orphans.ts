import type { StackResource } from '../stack/stack.ts';
import { markNameOf } from '../stack/address.ts';
import type { OwnedResource } from './find-owned.ts';
import type { Session } from './session.ts';

/** What is known of an entry of the manifest, once it was looked at. */
export interface KnownEntry {
  /** Its name. */
  readonly resource: string;
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  /** It is known which resource the entry stands for, or that it stands for none by now. */
  readonly isSure: boolean;
}

/** A resource of the stack, and what becomes of it. */
export interface Orphan {
  readonly owned: OwnedResource;
  /** `forget`: the manifest gives it up. */
  readonly kind: 'orphan' | 'forget';
}

/**
 * The resources with the stack's mark that no entry stands for: their entry is gone, or means another resource now. Where it is not known
 * what an entry means, nothing of its name counts.
 */
export function orphansAmong(
  { stack }: Session,
  owned: readonly OwnedResource[],
  entries: readonly KnownEntry[],
): readonly Orphan[] {
  const { manifest, environment } = stack;
  const forgotten = new Set(manifest.forget.map(({ name }) => name));
  const moved = new Set(
    manifest.resources.flatMap(({ movedFrom }) =>
      movedFrom !== undefined &&
      (movedFrom.stack ?? manifest.name) === manifest.name &&
      (movedFrom.environment ?? environment) === environment
        ? [movedFrom.name]
        : [],
    ),
  );
  const declared = new Map(stack.resources.map((resource) => [markNameOf(resource.address), resource]));
  return owned.flatMap((one): readonly Orphan[] => {
    const isTaken = entries.some(
      ({ typeName, identifier }) => typeName === one.type.typeName && identifier === one.identifier,
    );
    if (isTaken) return [];
    const entry = declared.get(one.resource);
    if (entry !== undefined && !standsForAnother(entry, entries)) return [];
    if (entry === undefined && forgotten.has(one.resource)) return [{ owned: one, kind: 'forget' }];
    return moved.has(one.resource) ? [] : [{ owned: one, kind: 'orphan' }];
  });
}

/** A `multi` may stand for several, of which not all are known. */
function standsForAnother({ name, manifest }: StackResource, entries: readonly KnownEntry[]): boolean {
  return manifest.kind === 'resource' && entries.some(({ resource, isSure }) => resource === name && isSure);
}
