import { openStack } from '../../api/open-stack.ts';
import { count } from '../../base/text.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { diagnosticToJson, isName, jsonFormatVersion } from '../../report/json.ts';
import { openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';
import { annotateDiagnostics } from '../pipeline-reporter.ts';

/** Finds all that can be known without a request. */
export async function validate(
  folder: string,
  environment: string,
  options: StackOptions,
  context: Context,
): Promise<ExitCode> {
  const opening = await openStack({
    ...openingOf(options, context),
    folder,
    environment,
    region: regionOf(options, context),
  });
  const diagnostics = [...opening.diagnostics, ...(opening.value?.unchecked ?? [])];
  const ok = !hasErrors(diagnostics);
  const { masker, pipeline } = context;
  if (pipeline.kind === 'github') {
    annotateDiagnostics(diagnostics, pipeline, context);
  }
  if (options.json) {
    const document = { format: jsonFormatVersion, ok, diagnostics: diagnostics.map(diagnosticToJson) };
    context.output.write(JSON.stringify(masker.maskJson(document, isName), undefined, 2) + '\n');
  } else {
    const palette = paletteFor(options, context);
    if (diagnostics.length > 0) {
      const text = formatDiagnostics(diagnostics, palette, { maskText: (line) => masker.mask(line) });
      context.errors.write(masker.mask(text) + '\n\n');
    }
    const mistakes = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
    const resources = opening.value?.stack.resources.length ?? 0;
    context.errors.write(
      ok
        ? `${palette.good('valid')}: ${count(resources, 'resource')}, no request was sent\n`
        : `${palette.bad('not valid')}: ${count(mistakes, 'mistake')}\n`,
    );
  }
  return ok ? exitCodes.done.code : exitCodes.failed.code;
}
