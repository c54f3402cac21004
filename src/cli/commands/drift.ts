import { hasDrift } from '../../plan/drift.ts';
import { maskedDrift } from '../../report/drift/masked-drift.ts';
import { driftToMarkdown } from '../../report/drift/drift-markdown.ts';
import { formatDrift } from '../../report/drift/drift-text.ts';
import { describeTarget } from '../api-options.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import type { ReportedRun } from '../run-reporting.ts';
import { lookAtStack, type LookOptions } from './look-at-stack.ts';

/** Shows how what is live differs from what a stack declares, and the lines to change to keep it. */
export async function showDrift(
  folder: string,
  environment: string,
  options: LookOptions,
  context: Context,
  receive?: (run: ReportedRun) => void,
): Promise<ExitCode> {
  return lookAtStack([folder, environment], options, context, {
    command: 'drift',
    receive,
    look: async (stack, run) => {
      const drift = await stack.drift(run);
      return {
        ok: drift.ok,
        hasChanges: hasDrift(drift),
        json: (masker) => maskedDrift(drift, masker),
        markdown: (maskText) => driftToMarkdown(drift, { maskText }),
        text: (palette, maskText) =>
          formatDrift(drift, { palette, maskText, target: describeTarget(options, context) }),
        seen: { kind: 'drift', drift, records: stack.records },
      };
    },
  });
}
