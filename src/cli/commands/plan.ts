import { openStack } from '../../api/open-stack.ts';
import { createScriptRunner } from '../../api/shell-scripts.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';
import { hasChanges } from '../../plan/plan.ts';
import { maskedPlan } from '../../report/plan/masked-plan.ts';
import { planToMarkdown } from '../../report/plan/plan-markdown.ts';
import { formatPlan } from '../../report/plan/plan-text.ts';
import { describeTarget, networkMistakes, openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { planFileTrouble, planningFor, savePlanFile } from '../plan-file.ts';
import { createReporter, paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { openRunTarget } from '../open-run-target.ts';
import type { StackOptions } from '../options.ts';

export type PlanCommandOptions = StackOptions & {
  readonly destroy: boolean;
  readonly markdown: boolean;
  readonly out?: string;
};

/** Shows what a build or a teardown would change. The plan goes to standard output, everything else to standard error. */
export async function planStack(
  folder: string,
  environment: string,
  options: PlanCommandOptions,
  context: Context,
): Promise<ExitCode> {
  const told = { color: options.color, logFormat: 'human', showQueries: false } as const;
  const reporter = createReporter(told, context, { target: describeTarget(options, context), level: 'info' });
  const planning = options.out === undefined ? undefined : planningFor(context);
  const { value: stack } = await openStack({
    ...openingOf(options, context),
    folder,
    environment,
    region: regionOf(options, context),
    diagnostics: [
      ...networkMistakes(options, context),
      ...(planning?.diagnostics ?? []),
      ...planFileTrouble(options.out, context),
    ],
    planning: planning?.value,
    reporter,
  });
  if (stack === undefined) return exitCodes.failed.code;
  const selection = { only: [...options.only, ...options.target], skip: options.skip };
  const { diagnostics } = stack.select(selection);
  if (diagnostics.length > 0) {
    reporter.report({ kind: 'run.diagnostics', diagnostics });
    return exitCodes.failed.code;
  }
  const target = await openRunTarget(stack, options, context, reporter);
  if (target === undefined) return exitCodes.failed.code;
  const { clock, stopping } = context;
  const { destroy, exactPatch, strict, timeout } = options;
  try {
    const plan = await stack.plan({
      ...target,
      ...selection,
      destroy,
      withBasis: options.out !== undefined,
      reporter,
      signal: stopping,
      clock,
      exactPatch,
      strict,
      scripts: createScriptRunner(context.environment),
      ...(timeout === undefined ? {} : { selectTimeoutMs: timeout }),
    });
    reporter.close();
    show(plan, options, context);
    const { out } = options;
    if (out !== undefined) {
      const settings = { ...selection, exactPatch, strict, account: await target.account() };
      const diagnostics = savePlanFile(out, plan, stack, settings, context);
      if (diagnostics.length > 0) reporter.report({ kind: 'run.diagnostics', diagnostics });
      if (hasErrors(diagnostics)) return exitCodes.failed.code;
    }
    if (!plan.ok) return exitCodes.failed.code;
    return options.detailedExitcode === true && hasChanges(plan) ? exitCodes.changes.code : exitCodes.done.code;
  } finally {
    reporter.close();
    await target.close();
  }
}

function show(plan: StackPlan, options: PlanCommandOptions, context: Context): void {
  const { output, masker } = context;
  const maskText = (text: string): string => masker.mask(text);
  if (options.json) {
    output.write(JSON.stringify(maskedPlan(plan, masker), undefined, 2) + '\n');
  } else if (options.markdown) {
    output.write(maskText(planToMarkdown(plan, { maskText })));
  } else {
    output.write(maskText(formatPlan(plan, { palette: paletteFor(options, context), maskText })));
  }
}
