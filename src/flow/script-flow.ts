import { end, step, type FlowOutcome, type FlowShape, type FlowStep } from './flow.ts';

/** Where a resource of type `script` stands. */
export type ScriptPhase = { readonly name: 'begun' | 'running' };

export function nextScriptStep(_shape: FlowShape, phase: ScriptPhase, _outcome: FlowOutcome): FlowStep<ScriptPhase> {
  return phase.name === 'begun' ? step({ name: 'running' }, { kind: 'run-script' }) : end(phase, { kind: 'ran' });
}
