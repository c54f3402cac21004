import type { Reporter } from '../events/reporter.ts';
import { createColourPalette } from '../report/colour-palette.ts';
import { withoutCommands } from '../report/github/workflow-command.ts';
import { createHeartbeat } from '../report/heartbeat.ts';
import { createHumanReporter, logLevels, type LogLevel } from '../report/human.ts';
import { createJsonReporter } from '../report/json.ts';
import { plainPalette, type Palette } from '../report/palette.ts';
import { createSpinner, type Spinner } from '../report/spinner.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';

/** Colours where the person sees a terminal and has not turned them off. */
export function paletteFor(options: { readonly color: boolean }, context: Context): Palette {
  const refused = !options.color || (context.environment.get('NO_COLOR') ?? '') !== '';
  const forced = (context.environment.get('FORCE_COLOR') ?? '') !== '';
  return !refused && (forced || context.errors.isTerminal) ? createColourPalette() : plainPalette;
}

/** The level that a name means, in any case; older names are understood too. */
export function parseLogLevel(name: string): LogLevel | undefined {
  const lower = name.toLowerCase();
  const older: Readonly<Record<string, LogLevel>> = { warning: 'warn', critical: 'error', fatal: 'error' };
  return logLevels.find((level) => level === lower) ?? (Object.hasOwn(older, lower) ? older[lower] : undefined);
}

export function createReporter(
  options: Pick<StackOptions, 'color' | 'logFormat' | 'showQueries'>,
  context: Context,
  extras: { readonly target: string; readonly level: LogLevel },
): Reporter {
  const { target, level } = extras;
  const { masker } = context;
  if (options.logFormat === 'json') {
    return createJsonReporter({
      write: (line) => context.output.write(line),
      masker,
      now: () => context.clock.now(),
      everything: level === 'debug' || level === 'trace',
      statements: options.showQueries,
    });
  }
  return createHumanReporter({
    words: (text) => context.errors.write(text),
    results: (text) => context.output.write(context.pipeline.kind === 'github' ? withoutCommands(text) : text),
    palette: paletteFor(options, context),
    masker,
    spinner: level === 'error' || level === 'warn' ? undefined : createProgress(context),
    showQueries: options.showQueries,
    level,
    isInteractive: context.errors.isTerminal && context.input?.isTerminal === true,
    target,
  });
}

/** What runs now: a line that moves on a terminal, a line a minute in a log. */
function createProgress({ errors, clock, masker }: Context): Spinner {
  const now = (): number => clock.now();
  if (!errors.isTerminal) return createHeartbeat({ say: (line) => errors.write(masker.mask(line) + '\n'), now });
  return createSpinner(
    (text) => errors.write(text),
    () => errors.columns(),
    now,
  );
}
