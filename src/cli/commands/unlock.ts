import { openStack } from '../../api/open-stack.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { describeTarget, networkMistakes, openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { createReporter } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { openRunTarget } from '../open-run-target.ts';
import type { StackOptions } from '../options.ts';

/** Removes the lock of a stack, and says whose it was. */
export async function removeLock(
  folder: string,
  environment: string,
  options: StackOptions,
  context: Context,
): Promise<ExitCode> {
  const told = { color: options.color, logFormat: 'human', showQueries: false } as const;
  const reporter = createReporter(told, context, { target: describeTarget(options, context), level: 'info' });
  const refuse = (diagnostics: readonly Diagnostic[]): ExitCode => {
    reporter.report({ kind: 'run.diagnostics', diagnostics });
    return exitCodes.failed.code;
  };
  const { value: stack } = await openStack({
    ...openingOf(options, context),
    folder,
    environment,
    region: regionOf(options, context),
    diagnostics: networkMistakes(options, context),
    reporter,
  });
  if (stack === undefined) return exitCodes.failed.code;
  const target = await openRunTarget(stack, options, context, reporter);
  if (target === undefined) return exitCodes.failed.code;
  try {
    const { value, diagnostics } = await stack.unlock({ ...target, signal: context.stopping });
    if (value === undefined) return refuse(diagnostics);
    const words = value.map(({ name, holder, state }) =>
      state === 'free' ? `removed ${name}, which was free` : `removed ${name}, which ${holder ?? 'somebody'} held`,
    );
    context.errors.write((words.length === 0 ? 'the stack is not locked' : words.join('\n')) + '\n');
    return exitCodes.done.code;
  } finally {
    await target.close();
  }
}
