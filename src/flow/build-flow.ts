import { unreachable } from '../base/unreachable.ts';
import {
  end,
  step,
  type AskedAnchor,
  type CallbackAnchor,
  type FlowOutcome,
  type FlowShape,
  type FlowStep,
  type FlowVerdict,
  type WriteCause,
} from './flow.ts';
import { callbackFor, mutationsOf, troubleshootFor } from './mutation-anchor.ts';

/**
 * Where the building of a resource stands.
 *
 *   begun ─► looking (exports first | exists | statecheck) ─► comparing ─► writing ─► calling back ─► confirming presence ─► confirming state ─► collecting ─► end
 *                                                                                  └──────────────┴─ not so ─► troubleshooting ─► end
 *
 * `written` is what has been written so far; `exportsAsked` that the exports query has already said no.
 */
export type BuildPhase =
  | { readonly name: 'begun' }
  | { readonly name: 'looking'; readonly by: AskedAnchor; readonly exportsAsked: boolean }
  | { readonly name: 'comparing'; readonly by: 'statecheck' | 'exports' }
  /** `isUnasked`: it is there, and no query said that it differs. Default false. */
  | { readonly name: 'writing'; readonly verdict: FlowVerdict; readonly isUnasked?: boolean }
  | { readonly name: 'calling-back'; readonly anchor: CallbackAnchor; readonly verdict: FlowVerdict }
  | { readonly name: 'confirming-presence'; readonly verdict: FlowVerdict }
  | { readonly name: 'confirming-state'; readonly by: 'statecheck' | 'exports'; readonly verdict: FlowVerdict }
  | { readonly name: 'collecting'; readonly verdict: FlowVerdict }
  /** `verdict`: with what the flow ends afterwards. */
  | { readonly name: 'troubleshooting'; readonly verdict: FlowVerdict };

const asDesired: FlowVerdict = { kind: 'as-desired' };

/** The next step in building one resource. A test runs the same flow and takes a write for its verdict. */
export function nextBuildStep(shape: FlowShape, phase: BuildPhase, outcome: FlowOutcome): FlowStep<BuildPhase> {
  const positive = outcome.kind === 'answered' && outcome.positive;
  switch (phase.name) {
    case 'begun':
      return begin(shape);
    case 'looking':
      return afterLooking(shape, phase, positive);
    case 'comparing':
      if (positive) return phase.by === 'exports' ? end(phase, asDesired) : collect(shape, asDesired);
      return drifted(shape, phase.by);
    case 'writing': {
      // Nothing asked for a change, and nothing was changed.
      if (phase.isUnasked === true && outcome.kind === 'written' && !outcome.changed) return collect(shape, asDesired);
      const anchor = callbackFor(shape, mutationsOf(phase.verdict));
      if (anchor === undefined) return confirmPresence(shape, phase.verdict);
      return step({ name: 'calling-back', anchor, verdict: phase.verdict }, { kind: 'call-back', anchor });
    }
    case 'calling-back':
      if (positive) return confirmPresence(shape, phase.verdict);
      return fail(shape, phase.verdict, { kind: 'callback-unanswered', anchor: phase.anchor });
    case 'confirming-presence':
      return positive
        ? confirmState(shape, phase.verdict)
        : fail(shape, phase.verdict, { kind: 'not-found-after-write' });
    case 'confirming-state':
      if (!positive) return fail(shape, phase.verdict, { kind: 'not-as-desired-after-write', anchor: phase.by });
      return phase.by === 'exports' ? end(phase, phase.verdict) : collect(shape, phase.verdict);
    case 'collecting':
      return end(phase, positive ? phase.verdict : { kind: 'no-exports' });
    case 'troubleshooting':
      return end(phase, phase.verdict);
    default:
      return unreachable(phase);
  }
}

function begin(shape: FlowShape): FlowStep<BuildPhase> {
  const { anchors } = shape;
  if (anchors.has('createorupdate') && !anchors.has('exists') && !anchors.has('statecheck'))
    return write('createorupdate', 'unconditional');
  if (anchors.has('statecheck')) return look(anchors.has('exists') ? 'exists' : 'statecheck', false);
  if (anchors.has('exports') && !shape.exportsNeedThis && !anchors.has('createorupdate')) return look('exports', false);
  return look('exists', false);
}

function look(by: AskedAnchor, exportsAsked: boolean): FlowStep<BuildPhase> {
  const purpose = by === 'exists' ? 'presence' : 'state';
  return step(
    { name: 'looking', by, exportsAsked },
    { kind: 'ask', anchor: by, purpose, wanted: true, repeat: 'never' },
  );
}

function afterLooking(
  shape: FlowShape,
  phase: BuildPhase & { name: 'looking' },
  positive: boolean,
): FlowStep<BuildPhase> {
  const { anchors } = shape;
  switch (phase.by) {
    case 'exports':
      if (positive) return end(phase, asDesired);
      return anchors.has('exists') ? look('exists', true) : write('create', 'missing');
    case 'statecheck':
      if (positive) return collect(shape, asDesired);
      return anchors.has('createorupdate') ? write('createorupdate', 'unconditional') : write('create', 'missing');
    case 'exists':
      if (!positive) return write(anchors.has('createorupdate') ? 'createorupdate' : 'create', 'missing');
      if (shape.skipValidation) return collect(shape, asDesired);
      if (anchors.has('statecheck')) return compare('statecheck');
      if (anchors.has('createorupdate')) return write('createorupdate', 'present');
      if (!anchors.has('exports')) return end(phase, asDesired);
      return phase.exportsAsked ? drifted(shape, 'exports') : compare('exports');
    default:
      return unreachable(phase.by);
  }
}

function compare(by: 'statecheck' | 'exports'): FlowStep<BuildPhase> {
  return step({ name: 'comparing', by }, { kind: 'ask', anchor: by, purpose: 'state', wanted: true, repeat: 'never' });
}

function drifted(shape: FlowShape, by: 'statecheck' | 'exports'): FlowStep<BuildPhase> {
  if (shape.anchors.has('createorupdate')) return write('createorupdate', 'drifted');
  if (shape.anchors.has('update')) {
    return step(
      { name: 'writing', verdict: { kind: 'updated', because: by } },
      { kind: 'write', anchor: 'update', because: 'drifted' },
    );
  }
  return end({ name: 'comparing', by }, { kind: 'drift-without-update', anchor: by });
}

function write(anchor: 'create' | 'createorupdate', because: WriteCause): FlowStep<BuildPhase> {
  const verdict: FlowVerdict =
    anchor === 'create' ? { kind: 'created' } : { kind: 'updated', because: 'createorupdate' };
  return step({ name: 'writing', verdict, isUnasked: because === 'present' }, { kind: 'write', anchor, because });
}

function confirmPresence(shape: FlowShape, verdict: FlowVerdict): FlowStep<BuildPhase> {
  if (!shape.anchors.has('exists')) return confirmState(shape, verdict);
  return step(
    { name: 'confirming-presence', verdict },
    {
      kind: 'ask',
      anchor: 'exists',
      purpose: 'presence',
      wanted: true,
      repeat: shape.anchors.has('statecheck') ? 'statecheck' : 'own',
    },
  );
}

/** Ends with what was found after a write, once it was asked what may explain it. */
function fail(shape: FlowShape, written: FlowVerdict, verdict: FlowVerdict): FlowStep<BuildPhase> {
  const anchor = troubleshootFor(shape, mutationsOf(written));
  const phase: BuildPhase = { name: 'troubleshooting', verdict };
  return anchor === undefined ? end(phase, verdict) : step(phase, { kind: 'troubleshoot', anchor });
}

function confirmState(shape: FlowShape, verdict: FlowVerdict): FlowStep<BuildPhase> {
  const by = shape.anchors.has('statecheck') ? 'statecheck' : shape.anchors.has('exports') ? 'exports' : undefined;
  if (by === undefined) return end({ name: 'collecting', verdict }, verdict);
  if (shape.skipValidation) return collect(shape, verdict);
  return step(
    { name: 'confirming-state', by, verdict },
    { kind: 'ask', anchor: by, purpose: 'state', wanted: true, repeat: 'own' },
  );
}

function collect(shape: FlowShape, verdict: FlowVerdict): FlowStep<BuildPhase> {
  if (!shape.anchors.has('exports')) return end({ name: 'collecting', verdict }, verdict);
  const repeat = verdict.kind === 'as-desired' ? 'never' : 'own';
  return step(
    { name: 'collecting', verdict },
    { kind: 'ask', anchor: 'exports', purpose: 'exports', wanted: true, repeat },
  );
}
