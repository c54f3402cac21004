import type { RunSubject } from '../../report/run-report/recorded-run.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { ReportedRun } from '../run-reporting.ts';
import { deploymentPatterns } from './deployment-patterns.ts';
import type { ManyOptions } from './run-deployments.ts';

/** Runs a command for the one stack and environment that a person names, or for all that patterns mean. */
export async function forEachStack<O extends ManyOptions>(
  command: RunSubject['command'],
  [folder, environment]: readonly [folder: unknown, environment: unknown],
  options: O,
  context: Context,
  run: (
    folder: string,
    environment: string,
    options: O,
    context: Context,
    receive?: (run: ReportedRun) => void,
  ) => Promise<ExitCode>,
): Promise<ExitCode> {
  const named = typeof environment === 'string' ? environment : undefined;
  const patterns = deploymentPatterns(String(folder), named, options, context);
  if (patterns !== undefined) {
    const { runDeployments } = await import('./run-deployments.ts');
    return runDeployments(command, patterns, options, context, run);
  }
  if (named === undefined) {
    const { missingEnvironment } = await import('./missing-environment.ts');
    context.errors.write(missingEnvironment(command, String(folder), context));
    return exitCodes.failed.code;
  }
  return run(String(folder), named, options, context);
}
