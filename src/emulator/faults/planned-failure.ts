import type { OperationContext } from '../operation-context.ts';
import type { RequestRecord } from '../world.ts';
import { lateIamRefusal, type WantedState } from './late-iam.ts';

/** How an accepted request shall end FAILED by the faults that strike it; undefined where it is carried out as usual. */
export function plannedFailure(accepted: WantedState, context: OperationContext): RequestRecord['fault'] {
  for (const effect of context.effects) {
    if (effect.kind === 'fail') {
      const { code, message = `The handler was made to fail with ${code}.`, remnant } = effect;
      return { code, message, remnant };
    }
    if (effect.kind === 'iam-lag') {
      const refusal = lateIamRefusal(accepted, context, effect.ms ?? usualLagMs);
      if (refusal !== undefined) return refusal;
    }
  }
  return undefined;
}

/** Measured on AWS: 7 to 12 seconds as a rule. */
const usualLagMs = 10_000;
