import { end, step, type FlowOutcome, type FlowShape, type FlowStep } from './flow.ts';

/** Where a resource of type `query` stands. It has one query, and nothing is ever written. */
export type QueryPhase = { readonly name: 'begun' | 'collecting' };

export function nextQueryStep(shape: FlowShape, phase: QueryPhase, outcome: FlowOutcome): FlowStep<QueryPhase> {
  if (phase.name === 'begun') {
    return step(
      { name: 'collecting' },
      { kind: 'ask', anchor: 'exports', purpose: 'exports', wanted: true, repeat: 'own' },
    );
  }
  const positive = outcome.kind === 'answered' && outcome.positive;
  // A query that gives nothing on purpose is asked for the sake of its failing.
  return end(phase, positive || !shape.givesExports ? { kind: 'queried' } : { kind: 'no-exports' });
}
