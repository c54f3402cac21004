import { openStatements, type OpenedStatements } from '../../api/open-statements.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import type { Rows, StatementFailure } from '../../engine/engine.ts';
import type { ProviderEvent } from '../../provider/events.ts';
import { formatStatementFailure } from '../../report/failure-lines.ts';
import type { ShownRows } from '../../report/formats/result-format.ts';
import { shownRows } from '../../report/formats/shown-rows.ts';
import type { Palette } from '../../report/palette.ts';
import { networkMistakes, regionOf, schemasOf, targetOf, variablesOf, type TargetFlags } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import type { StackOptions } from '../options.ts';

export type AskOptions = TargetFlags &
  Pick<StackOptions, 'env' | 'envFile' | 'varsFile' | 'schemaDir' | 'color' | 'timeout'>;

/** Statements outside of a stack, and how their answers are told. */
export interface Asker {
  readonly statements: OpenedStatements;
  readonly palette: Palette;
  /** Rows as they may be shown. */
  shown(rows: Rows): ShownRows;
  tell(diagnostics: readonly Diagnostic[]): string;
  tellFailure(trouble: StatementFailure): string;
}

export interface AskerExtras {
  readonly emit?: (event: ProviderEvent) => void;
  /** Statements come one by one, each with a signal of its own. Default false. */
  readonly isSession?: boolean;
}

/** Makes everything ready for statements; nothing is sent yet. The error is what is to be told. */
export async function openAsker(
  options: AskOptions,
  context: Context,
  extras: AskerExtras = {},
): Promise<Result<Asker, string>> {
  const { masker, workingDirectory, clock, random } = context;
  const palette = paletteFor(options, context);
  const maskText = (line: string): string => masker.mask(line);
  const tell = (diagnostics: readonly Diagnostic[]): string =>
    masker.mask(formatDiagnostics(diagnostics, palette, { maskText }));
  const opened = await openStatements({
    ...variablesOf(options, context),
    ...schemasOf(options, context),
    ...extras,
    target: targetOf(options, context),
    diagnostics: networkMistakes(options, context),
    region: regionOf(options, context),
    selectTimeoutMs: options.timeout,
    workingDirectory,
    masker,
    clock,
    random,
  });
  if (!opened.ok) return err(tell(opened.error));
  return ok({
    statements: opened.value,
    palette,
    shown: (rows) => shownRows(rows, maskText),
    tell,
    tellFailure: (trouble) => masker.mask(formatStatementFailure(trouble, palette, { maskText })),
  });
}
