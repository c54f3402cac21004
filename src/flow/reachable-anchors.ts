import type { Anchor } from '../query/anchored-query.ts';
import type { FlowAction, FlowOutcome, FlowShape, FlowStep } from './flow.ts';

type Next<Phase> = (shape: FlowShape, phase: Phase, outcome: FlowOutcome) => FlowStep<Phase>;

/**
 * The queries that a flow may run, whatever comes of them, in the order in which they first may: found by taking every way through it.
 * `writes`: whether the driver carries out writes, or ends at the first one, as a test does.
 */
export function reachableAnchors<Phase extends object>(
  shape: FlowShape,
  next: Next<Phase>,
  begin: Phase,
  writes: 'carried-out' | 'not-carried-out',
): ReadonlySet<Anchor> {
  const found = new Set<Anchor>();
  const seen = new Set<string>();
  const waiting = [next(shape, begin, { kind: 'begun' })];
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const key = JSON.stringify(step);
    if (seen.has(key)) continue;
    seen.add(key);
    const { phase, action } = step;
    if (action.kind === 'write' && writes === 'not-carried-out') continue;
    if ('anchor' in action) found.add(action.anchor);
    waiting.push(...outcomesOf(action).map((outcome) => next(shape, phase, outcome)));
  }
  return found;
}

/** Everything that may come of an action. What fails ends the flow, and is none of its outcomes. */
function outcomesOf(action: FlowAction): readonly FlowOutcome[] {
  switch (action.kind) {
    case 'ask':
    case 'call-back':
      return [
        { kind: 'answered', positive: true },
        { kind: 'answered', positive: false },
      ];
    case 'write':
      return [
        { kind: 'written', changed: true },
        { kind: 'written', changed: false },
      ];
    case 'troubleshoot':
    case 'run-script':
      return [{ kind: 'done' }];
    case 'end':
      return [];
  }
}
