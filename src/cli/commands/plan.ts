import type { ShapingOptions } from '../../api/saved-plans.ts';
import { pruneWishOf } from '../../lifecycle/prune-wish.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { hasChanges } from '../../plan/plan.ts';
import { maskedPlan } from '../../report/plan/masked-plan.ts';
import { planToMarkdown } from '../../report/plan/plan-markdown.ts';
import { formatPlan } from '../../report/plan/plan-text.ts';
import { describeTarget } from '../api-options.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { planFileTrouble, planningFor, savePlanFile } from '../plan-file.ts';
import type { ReportedRun } from '../run-reporting.ts';
import { lookAtStack, type LookOptions, type LookRun } from './look-at-stack.ts';

export type PlanCommandOptions = LookOptions & { readonly destroy: boolean; readonly out?: string };

/** Shows what a build or a teardown would change, and saves it where a file is named. */
export async function planStack(
  folder: string,
  environment: string,
  options: PlanCommandOptions,
  context: Context,
  receive?: (run: ReportedRun) => void,
): Promise<ExitCode> {
  const { out, destroy } = options;
  const prune = pruneWishOf(options.prune ?? []);
  const pruning = prune === undefined ? {} : { prune };
  const planning = out === undefined ? undefined : planningFor(context);
  return lookAtStack([folder, environment], options, context, {
    command: 'plan',
    receive,
    planning: planning?.value,
    diagnostics: [...(planning?.diagnostics ?? []), ...planFileTrouble(out, context)],
    look: async (stack, run) => {
      const plan = await stack.plan({
        ...run,
        destroy,
        withBasis: out !== undefined,
        ...pruning,
      });
      return {
        ok: plan.ok,
        hasChanges: hasChanges(plan),
        json: (masker) => maskedPlan(plan, masker),
        markdown: (maskText) => planToMarkdown(plan, { maskText }),
        text: (palette, maskText) => formatPlan(plan, { palette, maskText, target: describeTarget(options, context) }),
        seen: { kind: 'plan', plan, records: stack.records },
        keep: async () => {
          if (out === undefined) return [];
          const account = await run.account();
          const kept = savePlanFile(out, plan, stack, { ...shapingOf(run), ...pruning, account }, context);
          if (!hasErrors(kept)) context.errors.write(savedText([folder, environment], out, destroy));
          return kept;
        },
      };
    },
  });
}

function savedText([folder, environment]: readonly [string, string], out: string, destroy: boolean): string {
  const verb = destroy ? 'teardown' : 'build';
  return `Saved to ${out}. To carry it out: stack-deploy ${verb} ${folder} ${environment} --plan ${out}\n`;
}

/** The options that shape what a run does. */
function shapingOf({
  only,
  skip,
  exactPatch = false,
  strict = false,
  resend = [],
  replace = [],
  adopt = [],
  identifiers = {},
}: LookRun): ShapingOptions {
  return { only, skip, exactPatch, strict, resend, replace, adopt, identifiers };
}
