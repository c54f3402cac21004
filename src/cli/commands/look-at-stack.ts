import type { JsonObject } from '../../base/json.ts';
import { openStack } from '../../api/open-stack.ts';
import type { OpenedStack } from '../../api/opened-stack.ts';
import type { PlanOptions } from '../../api/run-verb.ts';
import { createScriptRunner } from '../../api/shell-scripts.ts';
import { hasErrors, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Masker } from '../../report/masker.ts';
import type { Selection } from '../../stack/select-resources.ts';
import type { Planning } from '../../api/planning.ts';
import type { Target } from '../../api/open-target.ts';
import type { MaskText } from '../../report/mask-text.ts';
import type { Palette } from '../../report/palette.ts';
import type { SeenRun } from '../../report/run-report/seen-run.ts';
import { describeTarget, networkMistakes, openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { createReporter, paletteFor } from '../create-reporter.ts';
import { chosenResources } from '../chosen-resources.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { openRunTarget } from '../open-run-target.ts';
import type { StackOptions } from '../options.ts';
import { openRunReporting, type ReportedRun, type RunReporting } from '../run-reporting.ts';

export type LookOptions = StackOptions & { readonly markdown: boolean };

/** What a look at the cloud has found, and how it is shown. Texts are masked by whoever shows them. */
export interface Sight {
  /** False where a part could not be looked at. */
  readonly ok: boolean;
  /** Whether `--detailed-exitcode` tells of it. */
  readonly hasChanges: boolean;
  readonly json: (masker: Masker) => JsonObject;
  readonly markdown: (maskText: MaskText) => string;
  readonly text: (palette: Palette, maskText: MaskText) => string;
  /** What its reports are made of. */
  readonly seen: SeenRun;
  /** Writes a file, once it is shown. Default: nothing is written. */
  readonly keep?: () => Promise<readonly Diagnostic[]>;
}

/** What a look works with. */
export type LookRun = PlanOptions & Required<Selection> & Pick<Target, 'account'>;

export interface Look {
  readonly command: 'plan' | 'drift';
  readonly look: (stack: OpenedStack, run: LookRun) => Promise<Sight>;
  /** What the stack is opened with. Default: nothing that has to last. */
  readonly planning?: Planning | undefined;
  /** What is wrong with the options of the command. Default: nothing. */
  readonly diagnostics?: readonly Diagnostic[];
  /** Is given what is reported of it, which is then one of many: documents are not printed. Default: it is reported alone. */
  readonly receive?: ((run: ReportedRun) => void) | undefined;
}

/** Opens a stack and its target, looks, and shows what is found on standard output, everything else on standard error. */
export async function lookAtStack(
  [folder, environment]: readonly [folder: string, environment: string],
  options: LookOptions,
  context: Context,
  what: Look,
): Promise<ExitCode> {
  const told = { color: options.color, logFormat: 'human', showQueries: false } as const;
  const teller = createReporter(told, context, { target: describeTarget(options, context), level: 'info' });
  const reporting = openRunReporting(what.command, { folder, environment }, options, context, teller, what.receive);
  let seen: Sight | undefined;
  const code = await openAndLook([folder, environment], options, context, reporting, {
    ...what,
    look: async (stack, run) => {
      seen = await what.look(stack, run);
      return seen;
    },
  });
  return reporting.finish(seen) ? code : exitCodes.failed.code;
}

async function openAndLook(
  [folder, environment]: readonly [folder: string, environment: string],
  options: LookOptions,
  context: Context,
  { reporter, diagnostics: reportTrouble }: RunReporting,
  { look, planning, diagnostics: trouble = [], receive }: Look,
): Promise<ExitCode> {
  const { value: stack } = await openStack({
    ...openingOf(options, context),
    folder,
    environment,
    region: regionOf(options, context),
    diagnostics: [...networkMistakes(options, context), ...trouble, ...reportTrouble],
    planning,
    reporter,
  });
  if (stack === undefined) return exitCodes.failed.code;
  const { selection, identifiers, diagnostics } = chosenResources(options, stack);
  if (diagnostics.length > 0) {
    reporter.report({ kind: 'run.diagnostics', diagnostics });
    return exitCodes.failed.code;
  }
  const target = await openRunTarget(stack, options, context, reporter);
  if (target === undefined) return exitCodes.failed.code;
  const { clock, stopping } = context;
  const { exactPatch, strict, resend = [], replace = [], adopt = [], timeout } = options;
  try {
    const sight = await look(stack, {
      ...target,
      ...selection,
      reporter,
      signal: stopping,
      clock,
      exactPatch,
      strict,
      resend,
      replace,
      adopt,
      identifiers,
      scripts: createScriptRunner(context.environment),
      ...(timeout === undefined ? {} : { selectTimeoutMs: timeout }),
    });
    reporter.close();
    if (receive === undefined || !(options.json || options.markdown)) show(sight, options, context);
    const kept = (await sight.keep?.()) ?? [];
    if (kept.length > 0) reporter.report({ kind: 'run.diagnostics', diagnostics: kept });
    if (!sight.ok || hasErrors(kept)) return exitCodes.failed.code;
    return options.detailedExitcode === true && sight.hasChanges ? exitCodes.changes.code : exitCodes.done.code;
  } finally {
    reporter.close();
    await target.close();
  }
}

function show({ json, markdown, text }: Sight, options: LookOptions, context: Context): void {
  const { output, masker } = context;
  const maskText = (line: string): string => masker.mask(line);
  if (options.json) {
    output.write(JSON.stringify(json(masker), undefined, 2) + '\n');
  } else if (options.markdown) {
    output.write(maskText(markdown(maskText)));
  } else {
    output.write(maskText(text(paletteFor(options, context), maskText)));
  }
}
