import { openTarget, type Target } from '../api/open-target.ts';
import type { OpenedStack } from '../api/opened-stack.ts';
import type { Reporter } from '../events/reporter.ts';
import { targetOf } from './api-options.ts';
import type { Context } from './context.ts';
import { missingCredentials } from './missing-credentials.ts';
import type { StackOptions } from './options.ts';

/**
 * Opens where the requests of a stack go, and sees that there are credentials to sign them with, before anything is said of a run.
 * Undefined where that is not so: the reporter was told why. Whoever takes the target closes it.
 */
export async function openRunTarget(
  stack: OpenedStack,
  options: StackOptions,
  context: Context,
  reporter: Reporter,
): Promise<Target | undefined> {
  const { workingDirectory, clock, random, shared } = context;
  const tools = {
    workingDirectory,
    clock,
    random,
    registry: stack.registry,
    ...shared,
  };
  const opened = await openTarget(targetOf(options, context), tools);
  if (!opened.ok) {
    reporter.report({ kind: 'run.diagnostics', diagnostics: [opened.error] });
    return undefined;
  }
  const { signingRegion } = stack;
  const isSigned = !options.local && signingRegion !== undefined;
  const missing = isSigned ? await missingCredentials(signingRegion, opened.value, options) : undefined;
  if (missing === undefined) return opened.value;
  reporter.report({ kind: 'run.diagnostics', diagnostics: [missing] });
  await opened.value.close();
  return undefined;
}
