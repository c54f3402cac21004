import { hasErrors, mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { createEnginesForAuth } from '../../engine/cloud-control/engines-for-auth.ts';
import type { Event } from '../../events/event.ts';
import type { Reporter } from '../../events/reporter.ts';
import { build } from '../../lifecycle/build.ts';
import type { RunResult, Verb } from '../../lifecycle/outcome.ts';
import type { Session } from '../../lifecycle/session.ts';
import { teardown } from '../../lifecycle/teardown.ts';
import { test } from '../../lifecycle/test.ts';
import { usualAuth } from '../../manifest/auth.ts';
import { isRegionName } from '../../base/region-name.ts';
import type { Context } from '../context.ts';
import { createReporter, parseLogLevel } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { describeTarget, openTarget, regionOf, type Target } from '../open-target.ts';
import type { StackOptions } from '../options.ts';
import { prepareStack, type PreparedStack } from '../prepare-stack.ts';
import { createScriptRunner } from '../run-script.ts';
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
  const emit = (event: Event): void => reporter.report(event);
  const diagnostics = [...prepared.diagnostics, ...optionTrouble(options, context)];
  if (diagnostics.length > 0) emit({ kind: 'run.diagnostics', diagnostics });
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
  try {
    const result = await verbs[verb](createSession(prepared.value, opened.value, options, context, emit));
    return finish(result, prepared.value, options, context, reporter);
  } finally {
    reporter.close();
    await opened.value.close();
  }
}

function createSession(
  prepared: PreparedStack,
  target: Target,
  options: StackOptions,
  context: Context,
  emit: (event: Event) => void,
): Session {
  const { registry, defaultRegion } = prepared;
  const engines = createEnginesForAuth({
    ...target,
    registry,
    ...(defaultRegion === undefined ? {} : { defaultRegion }),
    emit,
    signal: context.signal,
    timeLimit: options.timeout,
  });
  return {
    ...prepared,
    engine: engines(usualAuth),
    engineFor: engines,
    clock: context.clock,
    random: context.random,
    signal: context.signal,
    emit,
    learnSecrets: (secrets) => context.masker.add(secrets),
    exactPatch: options.exactPatch,
    onFailure: options.onFailure ?? 'error',
    scripts: createScriptRunner(context.environment),
  };
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
  const region = regionOf(options, context);
  const level =
    parseLogLevel(logLevel) === undefined
      ? mistake('input/option', `--log-level ${logLevel} is none of error, warn, info, debug and trace`)
      : undefined;
  const place =
    region === undefined || isRegionName(region)
      ? undefined
      : mistake('input/option', `"${region}" is no name of a region`, {
          help: `${options.region === undefined ? 'AWS_REGION' : '--region'} wants one like eu-west-1`,
        });
  const file = outputFile === undefined ? undefined : outputFileTrouble(outputFile, context);
  return [level, place, file].filter((trouble) => trouble !== undefined);
}
