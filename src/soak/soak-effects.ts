import type { FaultEffect } from '../emulator/faults/fault.ts';
import { faultKinds } from '../emulator/faults/fault-kinds.ts';

/** What strikes a request, and what is promised then. */
export interface SoakEffect {
  readonly name: string;
  readonly effect: FaultEffect;
  /**
   * `itself`: the run comes to its end all the same. `rerun`: it may fail, and one more run puts it right. `doubt`: nothing is made
   * twice; where nothing contradicts the answer the run may believe it, and one more run puts it right.
   */
  readonly mendedBy: 'itself' | 'rerun' | 'doubt';
}

/** Every kind of fault that strikes a single request, some with more than one meaning. */
export const soakEffects = [
  { name: 'throttled', effect: { kind: 'throttled' }, mendedBy: 'itself' },
  { name: 'service-error', effect: { kind: 'service-error' }, mendedBy: 'itself' },
  { name: 'cut', effect: { kind: 'cut' }, mendedBy: 'itself' },
  { name: 'lost-answer', effect: { kind: 'lost-answer' }, mendedBy: 'itself' },
  { name: 'no-answer', effect: { kind: 'no-answer' }, mendedBy: 'itself' },
  { name: 'malformed', effect: { kind: 'malformed' }, mendedBy: 'itself' },
  { name: 'duplicate', effect: { kind: 'duplicate' }, mendedBy: 'itself' },
  { name: 'delay', effect: { kind: 'delay', ms: 5000 }, mendedBy: 'itself' },
  { name: 'stay', effect: { kind: 'stay', ms: 120_000 }, mendedBy: 'itself' },
  { name: 'lag', effect: { kind: 'lag', ms: 1500 }, mendedBy: 'itself' },
  { name: 'not-found', effect: { kind: 'error', name: 'ResourceNotFoundException', message: '' }, mendedBy: 'doubt' },
  { name: 'fail-throttled', effect: { kind: 'fail', code: 'Throttling' }, mendedBy: 'itself' },
  { name: 'denied', effect: { kind: 'denied' }, mendedBy: 'rerun' },
  { name: 'expired-credentials', effect: { kind: 'expired-credentials' }, mendedBy: 'rerun' },
  { name: 'fail', effect: { kind: 'fail', code: 'GeneralServiceException' }, mendedBy: 'rerun' },
  { name: 'remnant', effect: { kind: 'fail', code: 'NotStabilized', remnant: true }, mendedBy: 'rerun' },
  { name: 'iam-lag', effect: { kind: 'iam-lag' }, mendedBy: 'rerun' },
] as const satisfies readonly SoakEffect[];

export type EffectName = (typeof soakEffects)[number]['name'];

/** Whether an effect can strike an operation. */
export function concerns({ effect, name }: SoakEffect, operation: string): boolean {
  // An answer that something is not there comes from a read; what a change is told has to do with what it changes.
  if (name === 'not-found') return operation === 'GetResource';
  const operations: readonly string[] | undefined = faultKinds[effect.kind].operations;
  return operations?.includes(operation) ?? true;
}
