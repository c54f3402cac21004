import type { StackResource } from '../stack/stack.ts';
import type { FlowShape } from './flow.ts';

/** Why a resource of its type has no part in a test. */
export function untested({ manifest }: StackResource): string | undefined {
  if (manifest.kind === 'command') return 'a command is not tested';
  return manifest.kind === 'script' && manifest.readOnly === false ? 'it says read_only: false' : undefined;
}

/** A resource that is written without a question has a state all the same: a test looks at it as at any other. */
export function withoutUnconditional(shape: FlowShape): FlowShape {
  const isAsked = shape.anchors.has('exists') || shape.anchors.has('statecheck');
  if (!shape.anchors.has('createorupdate') || isAsked) return shape;
  return {
    ...shape,
    anchors: new Set([...shape.anchors].map((anchor) => (anchor === 'createorupdate' ? 'create' : anchor))),
  };
}

/** A command, and a script that does not say that it only reads: nobody knows what either changes. */
export function actsBlindly({ manifest }: StackResource): boolean {
  return manifest.kind === 'command' || (manifest.kind === 'script' && manifest.readOnly !== true);
}

/** Scripts and commands act in their turn alone, and a query that is asked again and again waits for what only the run brings about. */
export function isReadBeforehand({ manifest, queries }: StackResource): boolean {
  if (manifest.kind === 'query') return (queries.get('exports')?.query.options.retries ?? 1) <= 1;
  return manifest.kind === 'resource' || manifest.kind === 'multi';
}

/** Whether a teardown carries out a step that removes nothing, for what it exports. */
export function isAskedForExports(resource: StackResource): boolean {
  return !resource.manifest.skipOnDelete && givesExportsUnwritten(resource);
}

/** Whether a step changes nothing and has exports. */
export function givesExportsUnwritten({ manifest }: StackResource): boolean {
  if (manifest.exports.length === 0) return false;
  return manifest.kind === 'query' || (manifest.kind === 'script' && manifest.readOnly === true);
}
