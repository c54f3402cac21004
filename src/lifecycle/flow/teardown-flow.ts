import { unreachable } from '../../base/unreachable.ts';
import { end, step, type AskedAnchor, type FlowOutcome, type FlowShape, type FlowStep } from './flow.ts';

/** Where the removal of a resource stands. One that was just seen begins with `known-present`. */
export type TeardownPhase = { readonly name: 'begun' | 'looking' | 'known-present' | 'writing' | 'confirming-absence' };

/** The next step in removing one resource. */
export function nextTeardownStep(
  shape: FlowShape,
  phase: TeardownPhase,
  outcome: FlowOutcome,
): FlowStep<TeardownPhase> {
  const positive = outcome.kind === 'answered' && outcome.positive;
  const by = presenceAnchor(shape);
  switch (phase.name) {
    case 'begun':
      if (!shape.anchors.has('delete')) return end(phase, { kind: 'no-delete-query' });
      if (by === undefined) return remove();
      return step({ name: 'looking' }, { kind: 'ask', anchor: by, purpose: 'presence', wanted: true, repeat: 'never' });
    case 'known-present':
      return shape.anchors.has('delete') ? remove() : end(phase, { kind: 'no-delete-query' });
    case 'looking':
      return positive ? remove() : end(phase, { kind: 'absent' });
    case 'writing':
      if (by === undefined) return end(phase, { kind: 'deleted' });
      return step(
        { name: 'confirming-absence' },
        { kind: 'ask', anchor: by, purpose: 'presence', wanted: false, repeat: 'postdelete' },
      );
    case 'confirming-absence':
      return end(phase, { kind: positive ? 'still-there' : 'deleted' });
    default:
      return unreachable(phase.name);
  }
}

function remove(): FlowStep<TeardownPhase> {
  return step({ name: 'writing' }, { kind: 'write', anchor: 'delete', because: 'present' });
}

/** What tells whether the resource is there: `exists`, else what stands in for it. */
export function presenceAnchor(shape: FlowShape): AskedAnchor | undefined {
  const { anchors } = shape;
  if (anchors.has('exists')) return 'exists';
  if (anchors.has('exports') && !shape.exportsNeedThis) return 'exports';
  return undefined;
}
