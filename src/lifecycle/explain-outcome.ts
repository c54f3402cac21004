import type { Explanation } from '../engine/explanation.ts';
import type { FailureReason, ResourceOutcome } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';

/**
 * Why the statecheck said no, from what is known of its reads; undefined where nothing can be told. It is asked before a write makes
 * that out of date, and mostly without a request.
 */
export async function explainStatecheck(run: ResourceRun): Promise<Explanation | undefined> {
  const operation = run.onlyOperation('statecheck');
  if (operation?.kind !== 'read') return undefined;
  const explained = await run.engine.explain(operation);
  if (!explained.ok || explained.value.kind === 'unknown') return undefined;
  const explanation = explained.value;
  if (explanation.kind === 'false-terms')
    run.learn(explanation.terms.flatMap(({ sides }) => sides.map(({ value }) => value)));
  return explanation;
}

/** An outcome that rests on a false statecheck, with why it was false. */
export function withExplanation(outcome: ResourceOutcome, { explanation }: ResourceRun): ResourceOutcome {
  if (explanation === undefined) return outcome;
  if (outcome.kind === 'updated') return { ...outcome, explanation };
  return outcome.kind === 'failed' ? { ...outcome, reason: explained(outcome.reason, explanation) } : outcome;
}

function explained(reason: FailureReason, explanation: Explanation): FailureReason {
  return reason.kind === 'drifted' && reason.anchor === 'statecheck' ? { ...reason, explanation } : reason;
}
