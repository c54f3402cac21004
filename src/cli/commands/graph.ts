import { budgets } from '../../base/budgets.ts';
import { openStack } from '../../api/open-stack.ts';
import type { Diagnostic, Parsed } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { actionsOf, foreignPlan } from '../../report/graph/plan-actions.ts';
import { readPlanDocument, type PlanDocument } from '../../report/plan/read-plan-document.ts';
import { loadSource } from '../../stack/load-source.ts';
import { openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type GraphOptions = StackOptions & {
  readonly format: 'mermaid' | 'dot';
  readonly values: boolean;
  readonly plan: string | undefined;
};

/** Prints which resource uses which in a stack, coloured by a plan where one is given. */
export async function runGraph(
  folder: string,
  environment: string,
  options: GraphOptions,
  context: Context,
): Promise<ExitCode> {
  // Nothing is sent, so that any region will do where none is given.
  const region = regionOf({ ...options, local: false }, context) ?? 'us-east-1';
  const planned = options.plan === undefined ? noPlan : loadPlan(options.plan, context);
  const { value, diagnostics } = await openStack({
    ...openingOf(options, context),
    folder,
    environment,
    region,
    diagnostics: planned.diagnostics,
  });
  if (value === undefined) return refuse(diagnostics, options, context);
  const plan = planned.value;
  const foreign =
    plan === undefined
      ? []
      : foreignPlan(plan, { stack: value.stack.manifest.name, environment: value.stack.environment });
  if (foreign.length > 0) return refuse(foreign, options, context);
  const { format, values } = options;
  context.output.write(
    value.drawGraph(format, { values, ...(plan === undefined ? {} : { actions: actionsOf(plan) }) }),
  );
  return exitCodes.done.code;
}

const noPlan: Parsed<PlanDocument> = { value: undefined, diagnostics: [] };

function loadPlan(path: string, { workingDirectory }: Context): Parsed<PlanDocument> {
  const source = loadSource(path, { workingDirectory, what: 'the plan', mostBytes: budgets.planBytes });
  return source.value === undefined
    ? { value: undefined, diagnostics: source.diagnostics }
    : readPlanDocument(source.value);
}

function refuse(diagnostics: readonly Diagnostic[], options: GraphOptions, context: Context): ExitCode {
  const { masker } = context;
  const maskText = (line: string): string => masker.mask(line);
  context.errors.write(masker.mask(formatDiagnostics(diagnostics, paletteFor(options, context), { maskText })) + '\n');
  return exitCodes.failed.code;
}
