import { hasErrors, mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { checkSavedPlan, unverifiedSecrets } from '../lifecycle/check-saved-plan.ts';
import type { FailureReason, RunResult, Verb } from '../lifecycle/outcome.ts';
import { plan } from '../lifecycle/plan.ts';
import type { Session } from '../lifecycle/session.ts';
import { differingCircumstances } from '../plan/saved/differing-circumstances.ts';
import { outdatedDiagnostics } from '../plan/saved/plan-differences-text.ts';
import type { SavedPlan } from '../plan/saved/saved-plan.ts';
import { shapingOptions, type SavingContext } from './saved-plans.ts';

/** A saved plan that a run is to carry out. */
export interface ApprovedPlan {
  readonly plan: SavedPlan;
  /** Whose credentials the run has; undefined where nobody knows. */
  readonly account: string | undefined;
}

/**
 * Checks everything that a saved plan rests on, reading only, and then does what it names. Where anything differs, nothing is written: the
 * run ends with a mistake for each difference.
 */
export async function carryOutPlan(
  verb: Verb,
  { plan: saved, account }: ApprovedPlan,
  saving: SavingContext,
  session: Session,
  act: (session: Session) => Promise<RunResult>,
): Promise<RunResult> {
  const started = session.clock.now();
  const refuse = (diagnostics: readonly Diagnostic[], outcomes: RunResult['outcomes'] = []): RunResult => {
    if (diagnostics.length > 0) session.emit({ kind: 'run.diagnostics', diagnostics });
    return { verb, ok: false, outcomes, exports: new Map(), elapsedMs: session.clock.now() - started };
  };
  const stray = planOfAnother(verb, saved, saving);
  if (stray !== undefined) return refuse([stray]);
  const now = { ...saving.circumstances, verb: saved.verb, account: account ?? null, options: shapingOptions({}) };
  const circumstances = outdatedDiagnostics(differingCircumstances(saved, now));
  if (hasErrors(circumstances)) return refuse(circumstances);
  // What the plan would tell, the run tells.
  const fresh = await plan({ ...session, emit: () => undefined }, { destroy: verb === 'teardown', withBasis: true });
  if (!fresh.ok) {
    const failedAs = (resource: string, reason: FailureReason) => ({
      resource,
      outcome: { kind: 'failed', reason, written: undefined } as const,
    });
    const outcomes = [
      ...fresh.resources.flatMap(({ resource, action }) =>
        action.kind === 'failed' ? [failedAs(resource, action.reason)] : [],
      ),
      ...fresh.notLookedFor.map((reason) => failedAs('orphans', reason)),
    ];
    for (const { resource, outcome } of outcomes)
      session.emit({ kind: 'resource.finished', resource, outcome, elapsedMs: 0 });
    return refuse([], outcomes);
  }
  const differences = checkSavedPlan(session, saved.resources, fresh, saving.sealing);
  if (hasErrors(differences)) return refuse(differences);
  const unverified = unverifiedSecrets(saved.resources);
  if (unverified.length > 0) session.emit({ kind: 'run.diagnostics', diagnostics: unverified });
  return act({ ...session, approved: { resources: saved.resources, sealing: saving.sealing } });
}

/** A plan of another verb, stack or environment. */
function planOfAnother(verb: Verb, plan: SavedPlan, { circumstances }: SavingContext): Diagnostic | undefined {
  const { stack, environment } = circumstances;
  if (plan.verb !== verb) {
    const help = `run stack-deploy ${plan.verb} with it`;
    return mistake('input/plan', `the plan is one of a ${plan.verb}, and this is a ${verb}`, { help });
  }
  if (plan.stack === stack && plan.environment === environment) return undefined;
  return mistake(
    'input/plan',
    `the plan is one of the stack ${plan.stack} in ${plan.environment}, and this is ${stack} in ${environment}`,
  );
}
