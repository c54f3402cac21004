import type { Anchor } from '../query/anchored-query.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Scope } from '../stack/scope.ts';
import { nextBuildStep } from './build-flow.ts';
import { keptOnDelete } from './kept-on-delete.ts';
import { nextCommandStep } from './command-flow.ts';
import type { FlowShape } from './flow.ts';
import { nextQueryStep } from './query-flow.ts';
import { reachableAnchors } from './reachable-anchors.ts';
import { nextScriptStep } from './script-flow.ts';
import { nextTeardownStep, presenceAnchor } from './teardown-flow.ts';
import { shapeOf } from './flow-shape.ts';
import { givesExportsUnwritten, isAskedForExports, untested, withoutUnconditional } from './part-in-verb.ts';
import type { Verb } from './verb.ts';

/** The queries of a resource that a verb may run, as its flows are driven. A rollback makes statements of its own. */
export function anchorsOfVerb(verb: Verb, resource: StackResource, scope: Scope): ReadonlySet<Anchor> {
  const shape = shapeOf(resource, scope);
  switch (verb) {
    case 'build':
      return anchorsOfFlow(resource, shape, 'carried-out');
    case 'test': {
      if (untested(resource) !== undefined) return new Set();
      const looked = anchorsOfFlow(resource, withoutUnconditional(shape), 'not-carried-out');
      const { kind } = resource.manifest;
      // A resource that drifted is asked for its exports all the same.
      const isAskedAnyway = (kind === 'resource' || kind === 'multi') && shape.anchors.has('exports');
      return isAskedAnyway ? new Set([...looked, 'exports']) : looked;
    }
    case 'teardown':
      return anchorsOfRemoval(resource, shape);
  }
}

function anchorsOfFlow(
  { manifest }: StackResource,
  shape: FlowShape,
  writes: 'carried-out' | 'not-carried-out',
): ReadonlySet<Anchor> {
  switch (manifest.kind) {
    case 'resource':
    case 'multi':
      return reachableAnchors(shape, nextBuildStep, { name: 'begun' }, writes);
    case 'query':
      return reachableAnchors(shape, nextQueryStep, { name: 'begun' }, writes);
    case 'command':
      return reachableAnchors(shape, nextCommandStep, { name: 'begun' }, writes);
    case 'script':
      return reachableAnchors(shape, nextScriptStep, { name: 'begun' }, writes);
  }
}

/** The queries of a resource that is not selected and is read for its exports. */
export function anchorsOfReading(verb: Verb, resource: StackResource, scope: Scope): ReadonlySet<Anchor> {
  const shape = shapeOf(resource, scope);
  const { kind } = resource.manifest;
  if (kind === 'resource' || kind === 'multi') return new Set(anchorsOfCollecting(shape));
  const isAsked = verb === 'teardown' ? isAskedForExports(resource) : givesExportsUnwritten(resource);
  return isAsked ? anchorsOfFlow(resource, shape, 'not-carried-out') : new Set();
}

function anchorsOfCollecting(shape: FlowShape): readonly Anchor[] {
  const presence = presenceAnchor(shape);
  return [
    ...(presence === undefined ? [] : [presence]),
    ...(shape.anchors.has('exports') ? (['exports'] as const) : []),
  ];
}

/** First what a resource exports is collected; then it is removed, unless it is kept. */
function anchorsOfRemoval(resource: StackResource, shape: FlowShape): ReadonlySet<Anchor> {
  const { kind } = resource.manifest;
  if (kind !== 'resource' && kind !== 'multi')
    return isAskedForExports(resource) ? anchorsOfFlow(resource, shape, 'not-carried-out') : new Set();
  const removal =
    keptOnDelete(resource.manifest) !== undefined
      ? []
      : reachableAnchors(shape, nextTeardownStep, { name: 'known-present' }, 'carried-out');
  return new Set([...anchorsOfCollecting(shape), ...removal]);
}
