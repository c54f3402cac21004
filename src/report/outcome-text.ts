import { enumerate } from '../base/text.ts';
import { unreachable } from '../base/unreachable.ts';
import type { ResourceOutcome } from '../lifecycle/outcome.ts';
import { changeText, equalLines } from './difference-lines.ts';
import { explanationLines } from './explanation-lines.ts';
import { markText } from './mark-text.ts';
import { ownerText } from './owner-text.ts';
import type { Palette } from './palette.ts';

/** One word for an outcome, in its colour, and what stands behind it. */
export interface OutcomeText {
  readonly word: string;
  readonly paint: (text: string) => string;
  readonly detail: string;
}

export function outcomeText(outcome: ResourceOutcome, palette: Palette): OutcomeText {
  switch (outcome.kind) {
    case 'created':
      return { word: 'created', paint: palette.good, detail: outcome.identifier ?? '' };
    case 'replaced':
      return {
        word: 'replaced',
        paint: palette.changed,
        detail: `${outcome.replaced.join(', ')} → ${outcome.identifier ?? 'a new one'}`,
      };
    case 'updated':
      return { word: 'updated', paint: palette.changed, detail: updatedDetail(outcome) };
    case 'unchanged':
      return { word: 'unchanged', paint: palette.quiet, detail: outcome.identifier ?? '' };
    case 'passed':
      return { word: 'passed', paint: palette.good, detail: outcome.identifier ?? '' };
    case 'queried':
      return { word: 'queried', paint: palette.quiet, detail: '' };
    case 'ran':
      return { word: 'ran', paint: palette.good, detail: outcome.identifier ?? '' };
    case 'deleted':
      return { word: 'deleted', paint: palette.changed, detail: outcome.identifier ?? '' };
    case 'absent':
      return { word: 'absent', paint: palette.quiet, detail: 'it was not there' };
    case 'not-looked-for':
      return {
        word: 'not looked for',
        paint: palette.quiet,
        detail: `it needs ${enumerate(outcome.needs.map(({ name }) => name))}, which is not there`,
      };
    case 'skipped':
      return { word: 'skipped', paint: palette.quiet, detail: outcome.reason };
    case 'left':
      return {
        word: 'left',
        paint: palette.changed,
        detail: `${outcome.identifier} belongs to ${ownerText(outcome.owner)}`,
      };
    case 'not-selected':
      return {
        word: 'not selected',
        paint: palette.quiet,
        detail: outcome.read === 'absent' ? 'it does not exist' : (outcome.identifier ?? ''),
      };
    case 'failed':
      return {
        word: 'failed',
        paint: palette.bad,
        detail: outcome.written === undefined ? '' : `after it was ${outcome.written}`,
      };
    case 'not-attempted':
      return {
        word: 'not attempted',
        paint: palette.quiet,
        detail:
          outcome.usedBy !== undefined
            ? `${outcome.usedBy} uses it and is still there`
            : outcome.needs.length === 0
              ? ''
              : `it needs ${enumerate(outcome.needs.map(({ name }) => name))}`,
      };
    default:
      return unreachable(outcome);
  }
}

function updatedDetail(outcome: ResourceOutcome & { kind: 'updated' }): string {
  const identifier = outcome.identifier === undefined ? '' : `${outcome.identifier}  `;
  const { mark } = outcome;
  if (mark !== undefined && outcome.differences.length === 0) return identifier + markText(mark);
  if (outcome.because === 'createorupdate' && outcome.differences.length === 0) return `${identifier}always written`;
  if (outcome.differences.length === 0) {
    if (explanationLines(outcome.explanation, []).length > 0) return `${identifier}the statecheck asked for it`;
    const [equal = 'no declared property differs'] = equalLines(outcome.equalBy);
    return `${identifier}the ${outcome.because} asked for it; ${equal}`;
  }
  return (
    identifier + [...outcome.differences.map(changeText), ...(mark === undefined ? [] : [markText(mark)])].join(', ')
  );
}
