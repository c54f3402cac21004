import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { StackExpiry } from '../../lifecycle/find-expiry.ts';
import { allOrphans } from '../../lifecycle/prune-wish.ts';
import { formatExpiries, type Expiry } from '../../report/deployments/expiry-text.ts';
import { describeTarget } from '../api-options.ts';
import type { Context } from '../context.ts';
import { createReporter, paletteFor, parseLogLevel } from '../create-reporter.ts';
import { isEnvironmentPattern } from '../deployments/deployment-patterns.ts';
import { findExpiring } from '../deployments/find-expired.ts';
import { nothingFound, stackFolders } from '../deployments/find-deployments.ts';
import { optionTrouble, runFound } from '../deployments/run-deployments.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';
import { reportFileTrouble } from '../report-files.ts';
import { runStackCommand } from './run-stack.ts';

/** Tears down what has expired of the stacks and environments that patterns mean, and says when the others expire. */
export async function sweepStacks(
  folders: string,
  environment: string,
  options: StackOptions,
  context: Context,
): Promise<ExitCode> {
  const level = parseLogLevel(options.logLevel) ?? 'info';
  const reporter = createReporter(options, context, { target: describeTarget(options, context), level });
  const refuse = (diagnostics: readonly Diagnostic[]): ExitCode => {
    reporter.report({ kind: 'run.diagnostics', diagnostics });
    return exitCodes.failed.code;
  };
  const { report = [], dryRun } = options;
  const trouble = [...optionTrouble(options), ...reportFileTrouble(report, 'teardown', context)];
  if (trouble.length > 0) return refuse(trouble);
  const environments = [environment, ...options.env.filter(isEnvironmentPattern)];
  const patterns = { folders, environments };
  if (stackFolders(folders, context.workingDirectory).length === 0) return refuse([nothingFound(patterns, [], [])]);
  const single: StackOptions = {
    ...options,
    report: [],
    dryRun: false,
    env: options.env.filter((one) => !isEnvironmentPattern(one)),
    // What the manifest no longer has belongs to what has expired.
    prune: [allOrphans],
  };
  const found = await findExpiring(patterns, single, context, reporter);
  const nowMs = context.clock.now();
  const stacks = found.stacks.flatMap(({ deployment, stack, expiry: asked }) => {
    const expiry = judge(asked, nowMs);
    return expiry === undefined ? [] : [{ ...deployment, deployment, stack, expiry }];
  });
  const palette = paletteFor(options, context);
  context.errors.write(context.masker.mask(formatExpiries(stacks, found.failures, { nowMs, palette })));
  const isKnown =
    found.isWhole && found.failures.length === 0 && stacks.every(({ expiry }) => expiry.kind !== 'unknown');
  const code = isKnown ? exitCodes.done.code : exitCodes.failed.code;
  const expired = stacks.filter(({ expiry }) => expiry.kind === 'expired');
  if (dryRun || expired.length === 0) return code;
  const swept = await runFound(
    { command: 'teardown', asked: `${folders} (${environments.join(', ')})` },
    expired.map(({ deployment }) => deployment),
    { all: options, single },
    context,
    (...one) => runStackCommand('teardown', ...one),
  );
  if (swept.diagnostics.length > 0) return refuse(swept.diagnostics);
  return isKnown ? swept.code : exitCodes.failed.code;
}

/** What the marks of a stack say; undefined where there is nothing of it. */
function judge(expiry: StackExpiry | undefined, nowMs: number): Expiry | undefined {
  if (expiry === undefined) return { kind: 'unknown', failures: [] };
  const { expiresAtMs, lasting, failures } = expiry;
  if (failures.length > 0) return { kind: 'unknown', failures };
  const [first] = lasting;
  if (first !== undefined) return { kind: 'lasting', resource: first.resource };
  if (expiresAtMs === undefined) return undefined;
  return { kind: expiresAtMs <= nowMs ? 'expired' : 'later', expiresAtMs };
}
