import { openStack } from '../../api/open-stack.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type GraphOptions = StackOptions & { readonly format: 'mermaid' | 'dot'; readonly values: boolean };

/** Prints who uses whom in a stack. */
export async function runGraph(
  folder: string,
  environment: string,
  options: GraphOptions,
  context: Context,
): Promise<ExitCode> {
  // Nothing is sent, so that any region will do where none is given.
  const region = regionOf({ ...options, local: false }, context) ?? 'us-east-1';
  const { value, diagnostics } = await openStack({ ...openingOf(options, context), folder, environment, region });
  if (value === undefined) {
    const { masker } = context;
    const maskText = (line: string): string => masker.mask(line);
    context.errors.write(
      masker.mask(formatDiagnostics(diagnostics, paletteFor(options, context), { maskText })) + '\n',
    );
    return exitCodes.failed.code;
  }
  const { format, values } = options;
  context.output.write(value.drawGraph(format, { values }));
  return exitCodes.done.code;
}
