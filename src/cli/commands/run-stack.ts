import { hasErrors, mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Reporter } from '../../events/reporter.ts';
import { withoutRepeats } from '../../events/without-repeats.ts';
import { build } from '../../lifecycle/build.ts';
import type { RunResult, Verb } from '../../lifecycle/outcome.ts';
import type { Session } from '../../lifecycle/session.ts';
import { teardown } from '../../lifecycle/teardown.ts';
import { test } from '../../lifecycle/test.ts';
import type { Context } from '../context.ts';
import { createReporter, parseLogLevel } from '../create-reporter.ts';
import { createSession } from '../create-session.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { describeTarget, openTarget, regionOf } from '../open-target.ts';
import type { StackOptions } from '../options.ts';
import { prepareStack, type PreparedStack } from '../prepare-stack.ts';
import { targetTrouble } from '../target-trouble.ts';
import { outputFileTrouble, writeOutputFile } from '../write-output-file.ts';
import { formatDryRun } from '../../report/dry-run.ts';

const verbs: Readonly<Record<Verb, (session: Session) => Promise<RunResult>>> = { build, test, teardown };

/** build, test and teardown: read, check, open the target, run, tell. */
export async function runStackCommand(
  verb: Verb,
  folder: string,
  environment: string,
  options: StackOptions,
  context: Context,
): Promise<ExitCode> {
  const level = parseLogLevel(options.logLevel);
  const prepared = await prepareStack(folder, environment, options, context, regionOf(options, context));
  const target = describeTarget(options, context);
  const reporter = createReporter(options, context, { target, level: level ?? 'info' });
  const diagnostics = [...prepared.diagnostics, ...optionTrouble(options, context)];
  const emit = withoutRepeats((event) => reporter.report(event), diagnostics);
  if (diagnostics.length > 0) reporter.report({ kind: 'run.diagnostics', diagnostics });
  if (prepared.value === undefined || hasErrors(diagnostics)) return exitCodes.failed.code;
  if (options.dryRun) {
    context.output.write(context.masker.mask(formatDryRun(verb, prepared.value.survey)));
    return exitCodes.done.code;
  }
  const opened = await openTarget(options, context, { registry: prepared.value.registry, emit });
  if (!opened.ok) {
    emit({ kind: 'run.diagnostics', diagnostics: [opened.error] });
    return exitCodes.failed.code;
  }
  const { exactPatch, onFailure = 'error', timeout: timeLimit } = options;
  try {
    const result = await verbs[verb](
      createSession(prepared.value, opened.value, context, { emit, exactPatch, onFailure, timeLimit }),
    );
    return finish(result, prepared.value, options, context, reporter);
  } finally {
    reporter.close();
    await opened.value.close();
  }
}

function finish(
  result: RunResult,
  prepared: PreparedStack,
  options: StackOptions,
  context: Context,
  reporter: Reporter,
): ExitCode {
  if (!result.ok) return exitCodes.failed.code;
  if (options.outputFile === undefined) return exitCodes.done.code;
  const trouble = writeOutputFile(options.outputFile, prepared.stack, result, context);
  if (trouble === undefined) return exitCodes.done.code;
  reporter.report({ kind: 'run.diagnostics', diagnostics: [trouble] });
  return exitCodes.failed.code;
}

/** What is wrong with options whatever the stack says. */
function optionTrouble(options: StackOptions, context: Context): readonly Diagnostic[] {
  const { logLevel, outputFile } = options;
  const level =
    parseLogLevel(logLevel) === undefined
      ? mistake('input/option', `--log-level ${logLevel} is none of error, warn, info, debug and trace`)
      : undefined;
  const file = outputFile === undefined ? undefined : outputFileTrouble(outputFile, context);
  return [...[level, file].filter((trouble) => trouble !== undefined), ...targetTrouble(options, context)];
}
