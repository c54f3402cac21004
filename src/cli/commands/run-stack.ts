import { hostname } from 'node:os';
import { openStack } from '../../api/open-stack.ts';
import type { OpenedStack } from '../../api/opened-stack.ts';
import type { Target } from '../../api/open-target.ts';
import type { LockWish } from '../../api/with-lock.ts';
import { createScriptRunner } from '../../api/shell-scripts.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Reporter } from '../../events/reporter.ts';
import type { RunResult, Verb } from '../../lifecycle/outcome.ts';
import { pruneWishOf } from '../../lifecycle/prune-wish.ts';
import { describeTarget, networkMistakes, openingOf, regionOf } from '../api-options.ts';
import { confirmRun } from '../confirm-run.ts';
import type { Context } from '../context.ts';
import { shortLivedCredentials } from '../credential-life.ts';
import { createReporter, parseLogLevel } from '../create-reporter.ts';
import { chosenResources } from '../chosen-resources.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { sameTarget } from '../same-target.ts';
import { notesAfterBuild } from '../notes-after-build.ts';
import { openRunTarget } from '../open-run-target.ts';
import { loadPlanFile } from '../plan-file.ts';
import type { StackOptions } from '../options.ts';
import { isProtectedEnvironment } from '../../stack/environment.ts';
import { writesMark } from '../../stack/writes-mark.ts';
import { openRunReporting, type ReportedRun, type RunReporting } from '../run-reporting.ts';
import { waysToContinue } from '../ways-to-continue.ts';
import { sameShellNames, writeExportFile } from '../write-export-file.ts';
import { resultFileTrouble, writeOutputFile } from '../write-output-file.ts';

/** build, test and teardown: open the stack and the target, run, tell. `receive`: the run is one of many, and reported with them. */
export async function runStackCommand(
  verb: Verb,
  folder: string,
  environment: string,
  options: StackOptions,
  context: Context,
  receive?: (run: ReportedRun) => void,
): Promise<ExitCode> {
  const level = parseLogLevel(options.logLevel) ?? 'info';
  const teller = createReporter(options, context, { target: describeTarget(options, context), level });
  const reporting = openRunReporting(verb, { folder, environment }, options, context, teller, receive);
  const code = await openAndRun(verb, [folder, environment], options, context, reporting);
  return options.dryRun || reporting.finish() ? code : exitCodes.failed.code;
}

async function openAndRun(
  verb: Verb,
  [folder, environment]: readonly [folder: string, environment: string],
  options: StackOptions,
  context: Context,
  { reporter, diagnostics: reportTrouble }: RunReporting,
): Promise<ExitCode> {
  const loaded = loadPlanFile(options.plan, context);
  const { value: stack } = await openStack({
    ...openingOf(options, context),
    folder,
    environment,
    region: regionOf(options, context),
    diagnostics: [...optionTrouble(options, context), ...reportTrouble, ...loaded.diagnostics],
    planning: loaded.value?.planning,
    reporter,
  });
  if (stack === undefined) return exitCodes.failed.code;
  const alike = options.exportFile === undefined ? [] : sameShellNames(stack.stack.manifest, environment);
  if (alike.length > 0) {
    reporter.report({ kind: 'run.diagnostics', diagnostics: alike });
    return exitCodes.failed.code;
  }
  const { selection, identifiers, diagnostics } = chosenResources(options, stack);
  if (diagnostics.length > 0) {
    reporter.report({ kind: 'run.diagnostics', diagnostics });
    return exitCodes.failed.code;
  }
  const lasting = options.ttl === undefined ? undefined : expiryTrouble(stack.stack);
  if (lasting !== undefined) {
    reporter.report({ kind: 'run.diagnostics', diagnostics: [lasting] });
    return exitCodes.failed.code;
  }
  if (options.dryRun) {
    context.output.write(stack.dryRun(verb, selection));
    return exitCodes.done.code;
  }
  const unconfirmed = await confirmRun(verb, stack, options, context);
  if (unconfirmed !== undefined) {
    reporter.report({ kind: 'run.diagnostics', diagnostics: [unconfirmed] });
    return exitCodes.failed.code;
  }
  const target = await openRunTarget(stack, options, context, reporter);
  if (target === undefined) return exitCodes.failed.code;
  const { clock, stopping } = context;
  const short =
    verb === 'test'
      ? undefined
      : shortLivedCredentials(stack, verb === 'build' ? 'create' : 'delete', options, context);
  if (short !== undefined) reporter.report({ kind: 'run.diagnostics', diagnostics: [short] });
  if (options.grace !== undefined) context.allowGrace?.(options.grace);
  const { exactPatch, strict, replace = [], resend = [], adopt = [], onFailure = 'error', timeout } = options;
  const prune = pruneWishOf(options.prune ?? []);
  try {
    const result = await stack.runVerb(verb, {
      ...target,
      ...selection,
      reporter,
      signal: stopping,
      clock,
      exactPatch,
      strict,
      replace,
      identifiers,
      resend,
      adopt,
      onFailure,
      ...(options.parallelism === undefined ? {} : { parallelism: options.parallelism }),
      ...(prune === undefined ? {} : { prune }),
      ...(options.ttl === undefined ? {} : { ttlMs: options.ttl }),
      scripts: createScriptRunner(context.environment),
      ...lockOf(options, stack.stack, context),
      ...(timeout === undefined ? {} : { selectTimeoutMs: timeout }),
      ...(loaded.value === undefined ? {} : { approved: { plan: loaded.value.plan, account: await target.account() } }),
    });
    if (options.logFormat === 'human') {
      context.errors.write(waysToContinue(verb, [folder, environment], result, stack.roles));
      if (verb === 'build' && result.ok && parseLogLevel(options.logLevel) !== 'error')
        context.errors.write(context.masker.mask(await notesOf(folder, stack, result, { target, options, context })));
    }
    return finish(result, stack, options, context, reporter);
  } finally {
    reporter.close();
    await target.close();
  }
}

/** What is to be known after a build. What a part of the stack, a saved plan or --prune is about is known already. */
async function notesOf(
  folder: string,
  stack: OpenedStack,
  result: RunResult,
  {
    target,
    options,
    context: { clock, stopping },
  }: { readonly target: Target; readonly options: StackOptions; readonly context: Context },
): Promise<string> {
  const { prune = [], plan, only, target: targets, skip } = options;
  const isWhole = [...only, ...targets, ...skip, ...prune].length === 0 && plan === undefined;
  const gone = isWhole ? await stack.findGoneEntries({ ...target, clock, signal: stopping }) : [];
  return notesAfterBuild(folder, stack, result, gone, sameTarget(options));
}

function finish(
  result: RunResult,
  { stack }: OpenedStack,
  options: StackOptions,
  context: Context,
  reporter: Reporter,
): ExitCode {
  if (!result.ok)
    return options.detailedExitcode === true && differsOnly(result) ? exitCodes.changes.code : exitCodes.failed.code;
  const { outputFile, exportFile } = options;
  const trouble = [
    outputFile === undefined ? undefined : writeOutputFile(outputFile, stack, result, context),
    exportFile === undefined ? undefined : writeExportFile(exportFile, stack, result, context),
  ].filter((one) => one !== undefined);
  if (trouble.length === 0)
    return options.detailedExitcode === true && sendsAgain(result) ? exitCodes.changes.code : exitCodes.done.code;
  reporter.report({ kind: 'run.diagnostics', diagnostics: trouble });
  return exitCodes.failed.code;
}

/** Whether a build would send what no read returns, since it has changed. */
function sendsAgain({ outcomes }: RunResult): boolean {
  return outcomes.some(
    ({ outcome }) =>
      outcome.kind === 'passed' &&
      outcome.declared?.kind === 'compared' &&
      outcome.declared.writeOnly?.last === 'changed',
  );
}

/** Whether all that kept a test from passing is what a build would put right. */
function differsOnly({ outcomes }: RunResult): boolean {
  // What is not attempted waits for one that failed, or for one that is not selected: no build would bring that about.
  const hasFailed = outcomes.some(({ outcome }) => outcome.kind === 'failed');
  const isPutRight = outcomes.every(
    ({ outcome }) =>
      outcome.kind !== 'failed' ||
      outcome.reason.kind === 'missing' ||
      outcome.reason.kind === 'unmanaged' ||
      outcome.reason.kind === 'mark' ||
      (outcome.reason.kind === 'drifted' && outcome.reason.when === 'test'),
  );
  return hasFailed && isPutRight;
}

/** What is wrong with options whatever the stack says. */
function optionTrouble(options: StackOptions, context: Context): readonly Diagnostic[] {
  const { logLevel, outputFile, exportFile } = options;
  const level =
    parseLogLevel(logLevel) === undefined
      ? mistake('input/option', `invalid --log-level "${logLevel}": use error, warn, info, debug or trace`)
      : undefined;
  const files = [
    outputFile === undefined ? undefined : resultFileTrouble('the output file', outputFile, context),
    exportFile === undefined ? undefined : resultFileTrouble('the export file', exportFile, context),
  ];
  const dry =
    options.plan !== undefined && options.dryRun
      ? mistake('input/option', '--dry-run prints what a stack may send, and --plan what it will: give one of them')
      : undefined;
  return [...[level, dry, ...files].filter((trouble) => trouble !== undefined), ...networkMistakes(options, context)];
}

/** Why a stack cannot be there for a while only. */
function expiryTrouble(stack: OpenedStack['stack']): Diagnostic | undefined {
  const { manifest, environment } = stack;
  if (isProtectedEnvironment(stack))
    return mistake('input/option', `--ttl is not for "${environment}", which is a protected environment`, {
      help: 'build without --ttl, or in an environment that may be torn down',
    });
  if (writesMark(stack)) return undefined;
  return mistake(
    'input/option',
    `--ttl has no effect: no resource of "${manifest.name}" carries the tags of its stack`,
    {
      help: 'let its queries write the tags stackql:stack-name, stackql:stack-env and stackql:resource-name',
    },
  );
}

/** The lock that a person or the manifest asks for. */
function lockOf(
  { lock, lockTimeout }: StackOptions,
  { manifest }: OpenedStack['stack'],
  { environment }: Context,
): { readonly lock?: LockWish } {
  if (lock === undefined && !manifest.lock) return {};
  const who = environment.get('USER') ?? environment.get('LOGNAME') ?? environment.get('GITHUB_ACTOR');
  return {
    lock: {
      durationMs: typeof lock === 'number' ? lock : undefined,
      timeoutMs: lockTimeout,
      holder: `${who ?? 'somebody'} on ${environment.get('HOSTNAME') ?? hostname()}`,
    },
  };
}
