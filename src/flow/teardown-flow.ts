import { unreachable } from '../base/unreachable.ts';
import {
  end,
  step,
  type AskedAnchor,
  type FlowOutcome,
  type FlowShape,
  type FlowStep,
  type FlowVerdict,
} from './flow.ts';
import { callbackFor, troubleshootFor } from './mutation-anchor.ts';

/** Where the removal of a resource stands. One that was just seen begins with `known-present`. */
export type TeardownPhase =
  | { readonly name: 'begun' | 'looking' | 'known-present' | 'writing' | 'calling-back' | 'confirming-absence' }
  /** The delete named what was not there, so that there is no end of a deletion to wait for. */
  | { readonly name: 'looking-again' }
  /** `verdict`: with what the flow ends afterwards. */
  | { readonly name: 'troubleshooting'; readonly verdict: FlowVerdict };

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
    case 'writing': {
      if (outcome.kind === 'written' && !outcome.changed && by !== undefined) return lookAgain(by);
      const anchor = callbackFor(shape, ['delete']);
      if (anchor === undefined) return confirm(by);
      return step({ name: 'calling-back' }, { kind: 'call-back', anchor });
    }
    case 'calling-back':
      if (positive) return confirm(by);
      return fail(shape, { kind: 'callback-unanswered', anchor: callbackFor(shape, ['delete']) ?? 'callback' });
    case 'confirming-absence':
      return positive ? fail(shape, { kind: 'still-there' }) : end(phase, { kind: 'deleted' });
    case 'looking-again':
      return positive ? fail(shape, { kind: 'delete-missed' }) : end(phase, { kind: 'deleted' });
    case 'troubleshooting':
      return end(phase, phase.verdict);
    default:
      return unreachable(phase);
  }
}

function confirm(by: AskedAnchor | undefined): FlowStep<TeardownPhase> {
  if (by === undefined) return end({ name: 'confirming-absence' }, { kind: 'deleted' });
  return step(
    { name: 'confirming-absence' },
    { kind: 'ask', anchor: by, purpose: 'presence', wanted: false, repeat: 'postdelete' },
  );
}

function lookAgain(by: AskedAnchor): FlowStep<TeardownPhase> {
  return step(
    { name: 'looking-again' },
    { kind: 'ask', anchor: by, purpose: 'presence', wanted: false, repeat: 'never' },
  );
}

/** Ends, once it was asked what may explain it. */
function fail(shape: FlowShape, verdict: FlowVerdict): FlowStep<TeardownPhase> {
  const anchor = troubleshootFor(shape, ['delete']);
  const phase: TeardownPhase = { name: 'troubleshooting', verdict };
  return anchor === undefined ? end(phase, verdict) : step(phase, { kind: 'troubleshoot', anchor });
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
