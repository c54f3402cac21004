import { openStack } from '../../api/open-stack.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { writeYaml } from '../../manifest/write-yaml.ts';
import { openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type RenderOptions = StackOptions & { readonly format: 'cloudformation' };

/** Prints the stack as a CloudFormation template. */
export async function render(
  folder: string,
  environment: string,
  options: RenderOptions,
  context: Context,
): Promise<ExitCode> {
  const { masker, output, errors } = context;
  // Nothing is sent, so that any region will do where none is given.
  const region = regionOf({ ...options, local: false }, context) ?? 'us-east-1';
  const { value, diagnostics } = await openStack({ ...openingOf(options, context), folder, environment, region });
  const maskText = (line: string): string => masker.mask(line);
  const tell = (told: readonly Diagnostic[]): void => {
    if (told.length === 0) return;
    errors.write(masker.mask(formatDiagnostics(told, paletteFor(options, context), { maskText })) + '\n');
  };
  if (value === undefined) {
    tell(diagnostics);
    return exitCodes.failed.code;
  }
  const template = value.cloudFormationTemplate();
  tell(template.diagnostics);
  const whole = template.value ?? {};
  output.write(masker.mask(options.json ? JSON.stringify(whole, null, 2) + '\n' : writeYaml(whole)));
  return exitCodes.done.code;
}
