import { count, enumerate, shorten } from '../../base/text.ts';
import { unreachable } from '../../base/unreachable.ts';
import { linesOf } from '../../diagnostics/source-lines.ts';
import type { StackDrift } from '../../lifecycle/find-drift.ts';
import {
  driftCountsOf,
  hasDrift,
  isDrifted,
  type ComparedState,
  type DriftedProperty,
  type PropertyBeyond,
} from '../../plan/drift.ts';
import type { LineEdit } from '../../plan/line-edits.ts';
import { propertyName } from '../difference-lines.ts';
import { failureLines } from '../failure-lines.ts';
import type { MaskText } from '../mask-text.ts';
import { plainPalette } from '../palette.ts';
import { changeLines, type ChangeLine } from '../plan/change-lines.ts';
import {
  commentMarker,
  selectionNotes,
  stackTitle,
  type PlanSection,
  type SectionsDocument,
} from '../plan/sections.ts';
import { shownLines, shownValue } from '../plan/shown-value.ts';

type DriftEntry = StackDrift['resources'][number];

/** What drift there is, as it is shown to people. */
export function driftDocument(drift: StackDrift, maskText?: MaskText): SectionsDocument {
  const left = drift.resources.flatMap(({ resource, state }) =>
    state.kind === 'not-selected' ? [{ resource, read: state.read }] : [],
  );
  return {
    title: 'Drift',
    lead: 'Drift of',
    about: stackTitle(drift),
    marker: commentMarker('drift', drift),
    sections: drift.resources.flatMap((entry) => sectionsOf(entry, maskText)),
    notes: [...selectionNotes(left), ...(hasEdits(drift) ? [editNote] : [])],
    summary: summaryOf(drift),
  };
}

const editNote =
  'Left of → is what is declared, right of it what is live. To keep what is live, change the lines of the stack that are named after #.';

function hasEdits({ resources }: StackDrift): boolean {
  return resources.some(
    ({ state }) =>
      state.kind === 'compared' && [...state.drifted, ...state.beyond].some(({ edits }) => edits.length > 0),
  );
}

function sectionsOf(entry: DriftEntry, maskText: MaskText | undefined): readonly PlanSection[] {
  const { resource: name, typeName, identifier, state } = entry;
  const about = [typeName, identifier].filter((part) => part !== undefined).join('  ');
  const said = (text: string): PlanSection => ({ sign: 'none', name, about: text, lines: [] });
  switch (state.kind) {
    case 'compared':
      return [
        ...(isDrifted(state) ? [{ sign: '~' as const, name, about, lines: stateLines(state) }] : []),
        ...(state.maybeUsual.length === 0
          ? []
          : [said(`not declared, and perhaps set by the service: ${state.maybeUsual.map(usualText).join(', ')}`)]),
      ];
    case 'absent':
      return [
        { sign: '-', name, about: [about, 'does not exist'].filter((part) => part !== '').join('  '), lines: [] },
      ];
    case 'failed': {
      const [first = '', ...more] = failureLines(state.reason, plainPalette, maskText);
      return [
        { sign: '!', name, about: first, lines: more.map((text): ChangeLine => ({ sign: ' ', depth: 0, text })) },
      ];
    }
    case 'not-looked-for':
      return [said(`not looked for: needs ${enumerate(state.needs.map(({ name }) => name))}`)];
    case 'not-compared':
      return [said(`not compared: ${state.reason}`)];
    case 'skipped':
      return [said(`skipped: ${state.reason}`)];
    case 'not-selected':
      return [];
    default:
      return unreachable(state);
  }
}

function stateLines({ drifted, beyond }: ComparedState): readonly ChangeLine[] {
  return [...drifted.flatMap(driftedLines), ...beyond.flatMap(beyondLines)];
}

function driftedLines({ change, edits }: DriftedProperty): readonly ChangeLine[] {
  return [...changeLines(change), ...edits.map(editLine)];
}

function beyondLines({ pointer, live, usual, edits }: PropertyBeyond): readonly ChangeLine[] {
  const note = usual === undefined ? '' : `; ${shorten(shownValue(usual), longestUsual)} by default`;
  const [first = '', ...more] = shownLines(live);
  return [
    { sign: '+', depth: 0, text: `${propertyName({ pointer })}: ${first}  # not declared${note}` },
    ...more.map((text): ChangeLine => ({ sign: '+', depth: 0, text })),
    ...edits.map(editLine),
  ];
}

const longestUsual = 60;

function usualText({ pointer, live }: PropertyBeyond): string {
  return `${propertyName({ pointer })}: ${shorten(shownValue(live), longestUsual)}`;
}

function editLine(edit: LineEdit): ChangeLine {
  return { sign: ' ', depth: 1, text: `# ${editText(edit)}` };
}

/** `stackql_manifest.yml:9: value: 61`. */
function editText({ kind, at, line }: LineEdit): string {
  const { first, last } = linesOfEdit({ at });
  const place = (lines: string | number): string => `${at.source.path}:${lines}`;
  switch (kind) {
    case 'change':
      return `${place(first)}: ${line ?? 'declared here'}`;
    case 'remove':
      return last > first ? `${place(`${first}-${last}`)}: remove these lines` : `${place(first)}: remove this line`;
    case 'add':
      return `${place(last)}: add below: ${line ?? ''}`;
    case 'declare':
      return `${place(first)}: declare ${line ?? ''}`;
  }
}

/** The lines at which a declared value stands, from 1. */
export function linesOfEdit({ at }: Pick<LineEdit, 'at'>): { readonly first: number; readonly last: number } {
  const lines = linesOf(at.source);
  return { first: lines.indexAt(at.start) + 1, last: lines.indexAt(Math.max(at.start, at.end - 1)) + 1 };
}

/** `Drift: 1 resource changed, 1 does not exist.` */
function summaryOf(drift: StackDrift): string {
  const failed = drift.resources.filter(({ state }) => state.kind === 'failed').map(({ resource }) => resource);
  const incomplete = failed.length === 0 ? '' : ` Not compared: ${enumerate(failed)}.`;
  if (!hasDrift(drift)) return failed.length === 0 ? 'No drift.' : incomplete.trim();
  const { changed, absent } = driftCountsOf(drift);
  const parts = [
    ...(changed === 0 ? [] : [`${count(changed, 'resource')} changed`]),
    ...(absent === 0 ? [] : [`${count(absent, 'resource')} missing`]),
  ];
  return `Drift: ${parts.join(', ')}.${incomplete}`;
}
