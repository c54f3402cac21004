import type { OpenedStack } from '../api/opened-stack.ts';
import { newPlanning, planKeyVariable, planningOf, type Planning } from '../api/planning.ts';
import { readSavedPlan } from '../api/read-saved-plan.ts';
import type { ShapingOptions } from '../api/saved-plans.ts';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { unverifiedSecrets } from '../lifecycle/check-saved-plan.ts';
import type { StackPlan } from '../lifecycle/plan.ts';
import type { SavedPlan } from '../plan/saved/saved-plan.ts';
import { maskedPlan } from '../report/plan/masked-plan.ts';
import type { Context } from './context.ts';
import { resultFileTrouble, writeResultFile } from './write-output-file.ts';

/** What a plan that is to be saved draws, and the key of its secrets. */
export function planningFor({ random, clock, environment, masker }: Context): Parsed<Planning> {
  return newPlanning(random, clock, keyIn(environment, masker));
}

/** What would keep the plan from being written, told before anything is read. */
export function planFileTrouble(path: string | undefined, context: Context): readonly Diagnostic[] {
  const trouble = path === undefined ? undefined : resultFileTrouble('the plan file', path, context);
  return trouble === undefined ? [] : [trouble];
}

/** Writes a plan for its owner alone, whole or not at all. The diagnostics say why it was not, and which secrets it cannot compare. */
export function savePlanFile(
  path: string,
  plan: StackPlan,
  stack: OpenedStack,
  settings: ShapingOptions & { readonly account: string | undefined },
  context: Context,
): readonly Diagnostic[] {
  if (!plan.ok) return [mistake('input/plan', 'the plan was not saved: a resource could not be planned')];
  const { value, diagnostics } = stack.savePlan(plan, settings);
  if (value === undefined) return diagnostics;
  const text = JSON.stringify({ ...maskedPlan(plan, context.masker), saved: value }, undefined, 2) + '\n';
  const trouble = writeResultFile('the plan file', path, text, true, context);
  return trouble === undefined ? [...diagnostics, ...unverifiedSecrets(value.resources)] : [...diagnostics, trouble];
}

/** A saved plan that a run is to carry out, and what its stack is opened with. */
export interface LoadedPlan {
  readonly plan: SavedPlan;
  readonly planning: Planning;
}

/** Undefined where no plan is named, or the diagnostics say what is wrong with it. */
export function loadPlanFile(
  path: string | undefined,
  { workingDirectory, environment, masker }: Context,
): Parsed<LoadedPlan> {
  if (path === undefined) return { value: undefined, diagnostics: [] };
  const { value: plan, diagnostics } = readSavedPlan(path, { workingDirectory });
  if (plan === undefined) return { value: undefined, diagnostics };
  const planning = planningOf(plan, keyIn(environment, masker));
  return planning.value === undefined
    ? { value: undefined, diagnostics: planning.diagnostics }
    : { value: { plan, planning: planning.value }, diagnostics };
}

function keyIn(environment: Context['environment'], masker: Context['masker']): string | undefined {
  const key = environment.get(planKeyVariable);
  if (key !== undefined) masker.add([key]);
  return key;
}
