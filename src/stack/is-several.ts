import type { Anchor } from '../query/anchored-query.ts';
import type { StackResource } from './stack.ts';

const writes: readonly Anchor[] = ['create', 'update', 'createorupdate', 'delete'];

/** Whether a query may hold several statements: the writes of a resource of type `multi`. */
export function isSeveral(resource: StackResource, anchor: Anchor): boolean {
  return resource.manifest.kind === 'multi' && writes.includes(anchor);
}
