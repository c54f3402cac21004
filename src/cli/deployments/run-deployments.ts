import { enumerate } from '../../base/text.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { deploymentsToJson } from '../../report/deployments/deployments-json.ts';
import { deploymentsToMarkdown } from '../../report/deployments/deployments-markdown.ts';
import { formatDeployments } from '../../report/deployments/deployments-text.ts';
import { isLook, type DeploymentResult, type DeploymentResults } from '../../report/deployments/deployment-result.ts';
import { formatJUnit } from '../../report/junit/junit-xml.ts';
import type { RunSubject } from '../../report/run-report/recorded-run.ts';
import { describeTarget } from '../api-options.ts';
import { askYes, canAsk } from '../confirm-run.ts';
import type { Context } from '../context.ts';
import { createReporter, paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';
import { writePipelineFiles } from '../pipeline-reporter.ts';
import { reportFileTrouble, writeReports } from '../report-files.ts';
import type { ReportedRun } from '../run-reporting.ts';
import { isEnvironmentPattern, type DeploymentPatterns } from './deployment-patterns.ts';
import { detailOf } from './deployment-detail.ts';
import { findDeployments, optionsOf, type Deployment } from './find-deployments.ts';

export type ManyOptions = StackOptions & { readonly markdown?: boolean; readonly out?: string };

/** Runs a command for one stack in one environment, and hands its report over. */
export type RunOne<O> = (
  folder: string,
  environment: string,
  options: O,
  /** In place of the context of the command. */
  context: Context,
  receive: (run: ReportedRun) => void,
) => Promise<ExitCode>;

/**
 * Runs a command for every stack and environment that patterns mean, one after the other, so that they share the pace of requests; one that
 * fails keeps no other from running. Then tells of all of them, in one report and one exit code.
 */
export async function runDeployments<O extends ManyOptions>(
  command: RunSubject['command'],
  patterns: DeploymentPatterns,
  options: O,
  context: Context,
  runOne: RunOne<O>,
): Promise<ExitCode> {
  const teller = createReporter({ ...options, logFormat: 'human', showQueries: false }, context, {
    target: describeTarget(options, context),
    level: 'info',
  });
  const refuse = (diagnostics: readonly Diagnostic[]): ExitCode => {
    teller.report({ kind: 'run.diagnostics', diagnostics });
    return exitCodes.failed.code;
  };
  const { report = [] } = options;
  const trouble = [...optionTrouble(options), ...reportFileTrouble(report, command, context)];
  if (trouble.length > 0) return refuse(trouble);
  const single: O = { ...options, report: [], env: options.env.filter((one) => !isEnvironmentPattern(one)) };
  const found = await findDeployments(patterns, single, context);
  if (found.diagnostics.length > 0) return refuse(found.diagnostics);
  const asked = `${patterns.folders} (${patterns.environments.join(', ')})`;
  // What is built on others is built after them.
  const deployments = command === 'teardown' ? (found.value ?? []).toReversed() : (found.value ?? []);
  if (command === 'teardown' && options.yes !== true) {
    const unconfirmed = await confirmTeardowns(deployments, options, context);
    if (unconfirmed !== undefined) return refuse([unconfirmed]);
  }
  const { code, diagnostics } = await runFound(
    { command, asked },
    deployments,
    { all: options, single },
    context,
    runOne,
  );
  return diagnostics.length > 0 ? refuse(diagnostics) : code;
}

/**
 * Runs a command for stacks that are found already, and tells of all of them. `all`: the options of the command; `single`: those of one of
 * its runs. The diagnostics say which files could not be written.
 */
export async function runFound<O extends ManyOptions>(
  { command, asked }: Pick<DeploymentResults, 'command' | 'asked'>,
  deployments: readonly Deployment[],
  { all, single }: { readonly all: O; readonly single: O },
  context: Context,
  runOne: RunOne<O>,
): Promise<{ readonly code: ExitCode; readonly diagnostics: readonly Diagnostic[] }> {
  const { createPaceBook } = await import('../../provider/cloud-control/pace-book.ts');
  context.shared.paces ??= createPaceBook(context.clock);
  const results: DeploymentResult[] = [];
  const codes: ExitCode[] = [];
  for (const deployment of deployments) {
    if (context.stopping.stop.aborted) {
      results.push(notStarted(deployment));
      continue;
    }
    const { code, result } = await runDeployment(command, deployment, single, context, runOne);
    results.push(result);
    codes.push(code);
  }
  const diagnostics = tellOfAll({ command, asked, results }, all, context);
  const hasFailed = results.some(({ end }) => end === 'failed' || end === 'not-started');
  const tellsChanges = all.detailedExitcode === true && codes.includes(exitCodes.changes.code);
  const { done, failed, changes } = exitCodes;
  return { code: hasFailed ? failed.code : tellsChanges ? changes.code : done.code, diagnostics };
}

/** A pattern may mean more than the person thinks of. */
async function confirmTeardowns(
  deployments: readonly Deployment[],
  options: ManyOptions,
  context: Context,
): Promise<Diagnostic | undefined> {
  const names = deployments.map(
    ({ folder, environment, region }) => `${folder} (${[environment, region].filter(Boolean).join(', ')})`,
  );
  const about = `teardown of ${enumerate(names)}`;
  if (!canAsk(context))
    return mistake('input/confirmation', `the ${about} has to be confirmed, and there is no terminal to ask at`, {
      help: 'give it --yes',
    });
  if (await askYes(`This is the ${about}, on ${describeTarget(options, context)}.`, context)) return undefined;
  return mistake('input/confirmation', `the ${about} was not confirmed`, { help: 'answer yes, or give it --yes' });
}

async function runDeployment<O extends ManyOptions>(
  command: RunSubject['command'],
  deployment: Deployment,
  options: O,
  context: Context,
  runOne: RunOne<O>,
): Promise<{ readonly code: ExitCode; readonly result: DeploymentResult }> {
  const { folder, environment, region } = deployment;
  let reported: ReportedRun | undefined;
  // A plan tells its changes by its exit code, drift too; whether that is the exit code of all is decided at the end.
  const detailedExitcode = isLook(command) ? true : options.detailedExitcode;
  const own = { ...optionsOf(deployment, options), detailedExitcode };
  const code = await runOne(folder, environment, own, context, (run) => {
    reported = run;
  });
  const end = code === exitCodes.done.code ? 'done' : code === exitCodes.changes.code ? 'changes' : 'failed';
  const where = { folder, stack: reported?.recorded.stack ?? folder, environment, region };
  if (reported === undefined) return { code, result: { ...where, end, detail: '' } };
  const suite = reported.suite();
  return {
    code,
    result: {
      ...where,
      end,
      detail: context.masker.mask(detailOf(reported)),
      report: {
        suite: region === undefined ? suite : { ...suite, name: `${suite.name} in ${region}` },
        document: reported.document(),
        markdown: reported.markdown(),
      },
    },
  };
}

function notStarted({ folder, environment, region }: Deployment): DeploymentResult {
  return { folder, stack: folder, environment, region, end: 'not-started', detail: '' };
}

function tellOfAll(all: DeploymentResults, options: ManyOptions, context: Context): readonly Diagnostic[] {
  const { output, errors } = context;
  const markdown = (): string => deploymentsToMarkdown(all);
  const json = (): string => JSON.stringify(deploymentsToJson(all), undefined, 2) + '\n';
  if (options.json && isLook(all.command)) output.write(json());
  else if (options.markdown === true) output.write(markdown());
  errors.write(`\n${formatDeployments(all, paletteFor(options, context))}`);
  const suites = all.results.flatMap(({ report }) => (report === undefined ? [] : [report.suite]));
  const texts = { '.xml': () => formatJUnit(suites), '.json': json, '.md': markdown, '.env': () => '' };
  return [
    ...writeReports(options.report ?? [], all.command, texts, context),
    ...writePipelineFiles(undefined, markdown, context),
  ];
}

/** What a file of one run would be overwritten by the next with. */
export function optionTrouble(options: ManyOptions): readonly Diagnostic[] {
  const { out, plan, outputFile, exportFile, report = [] } = options;
  const single: readonly (readonly [name: string, isGiven: boolean])[] = [
    ['--out', out !== undefined],
    ['--plan', plan !== undefined],
    ['--output-file', outputFile !== undefined],
    ['--export-file', exportFile !== undefined],
    ['--report FILE.env', report.some((path) => path.toLowerCase().endsWith('.env'))],
  ];
  return single.flatMap(([name, isGiven]) =>
    isGiven
      ? [mistake('input/option', `${name} is for one stack in one environment`, { help: 'name both without * and ?' })]
      : [],
  );
}
