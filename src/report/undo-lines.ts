import { enumerate } from '../base/text.ts';
import { unreachable } from '../base/unreachable.ts';
import type { NotRestored, UndoStep } from '../lifecycle/outcome.ts';
import { failureLines } from './failure-lines.ts';
import type { MaskText } from './mask-text.ts';
import type { Palette } from './palette.ts';

/** What became of one change in a rollback, in lines. */
export function undoLines(step: UndoStep, palette: Palette, nameWidth: number, maskText?: MaskText): readonly string[] {
  const line = (word: string, detail: string): string =>
    `  ${palette.name(step.resource.padEnd(nameWidth))}  ${word}  ${detail}`.trimEnd();
  switch (step.kind) {
    case 'deleted':
      return [line(palette.changed('deleted   '), step.identifier)];
    case 'restored':
      return [
        line(palette.good('restored  '), step.identifier),
        ...step.notRestored.map((kept) => `    ${palette.bad('not restored:')} ${notRestoredText(kept)}`),
      ];
    case 'not-undone': {
      const reason = step.trouble;
      const lines =
        reason === undefined
          ? []
          : failureLines({ kind: 'trouble', anchor: undefined, trouble: reason }, palette, maskText);
      return [
        line(palette.bad('not undone'), [step.identifier, notUndoneText(step)].filter(Boolean).join('  ')),
        ...lines.map((text) => '    ' + text),
      ];
    }
    default:
      return unreachable(step);
  }
}

/** Whether all is as it was before a run that was rolled back, and else where to look. */
export function rollbackSummary(steps: readonly UndoStep[]): string {
  const kept = steps.filter(
    (step) => step.kind === 'not-undone' || (step.kind === 'restored' && step.notRestored.length > 0),
  );
  if (kept.length === 0) return 'rolled back: everything is as it was before';
  const names = [...new Set(kept.map((step) => step.resource))];
  return `rollback incomplete: see ${enumerate(names)} above`;
}

/** `SmsConfiguration.ExternalId: it is write-only, so its earlier value is not known`. */
function notRestoredText({ pointer, why }: NotRestored): string {
  const name = pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
  return why === 'write-only'
    ? `${name}: it is write-only, so its earlier value is not known`
    : `${name}: it differs from what it was before`;
}

function notUndoneText(step: UndoStep & { kind: 'not-undone' }): string {
  switch (step.done) {
    case 'created':
      return 'it was created, and is still there';
    case 'updated':
      return step.uses === undefined
        ? 'it was updated, and its earlier properties are not put back'
        : `it stays as it was updated: ${step.uses}, which it uses, was replaced`;
    case 'deleted':
      return 'it was deleted: what it was is not known';
    case 'replaced':
      return 'it stays: what it replaced is deleted';
    case 'ran':
      return 'the script ran: what it did is not known';
    case 'maybe-created':
      return 'its create was not followed to the end: it may be there';
    case 'half-created':
      return 'its create failed, and something is there by that identifier: look whether the run has made it';
    default:
      return unreachable(step.done);
  }
}
