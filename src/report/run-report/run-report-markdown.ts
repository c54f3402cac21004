import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../../diagnostics/format-diagnostic.ts';
import { declaredLines } from '../declared-lines.ts';
import { changeText } from '../difference-lines.ts';
import { formatDuration } from '../duration.ts';
import { explanationLines } from '../explanation-lines.ts';
import { failureLines } from '../failure-lines.ts';
import type { MaskText } from '../mask-text.ts';
import { countOutcomes } from '../outcome-counts.ts';
import { outcomeText } from '../outcome-text.ts';
import { plainPalette } from '../palette.ts';
import type { ChangeLine } from '../plan/change-lines.ts';
import { sectionsToMarkdown } from '../plan/sections-markdown.ts';
import { commentMarker, stackTitle, type PlanSection } from '../plan/sections.ts';
import { rollbackSummary, undoLines } from '../undo-lines.ts';
import type { RecordedResource, RecordedRun, RunSubject } from './recorded-run.ts';

const titles: Readonly<Record<RunSubject['command'], string>> = {
  build: 'Build',
  test: 'Test',
  teardown: 'Teardown',
  plan: 'Plan',
  drift: 'Drift',
};

/** A run as Markdown: a summary of a step, or a comment on a pull request, never longer than GitHub takes. */
export function runReportToMarkdown(run: RecordedRun, maskText: MaskText): string {
  const { command, diagnostics, resources, result } = run;
  const rollback = result?.rollback;
  return sectionsToMarkdown(
    {
      title: titles[command],
      lead: '',
      about: stackTitle({ ...run, region: undefined }),
      marker: commentMarker(command, run),
      sections: [
        ...diagnostics.map((diagnostic) => diagnosticSection(diagnostic, maskText)),
        ...resources.map((resource) => resourceSection(resource, maskText)),
        ...(rollback ?? []).map((step): PlanSection => ({
          sign: '-',
          name: step.resource,
          about: 'rollback',
          lines: undoLines(step, plainPalette, 0, maskText).map((line) => plainLine(line.trim())),
        })),
      ],
      notes: rollback === undefined ? [] : [rollbackSummary(rollback)],
      summary: runSummary(run),
    },
    { maskText, command: `stack-deploy ${command}` },
  );
}

/** `1 created in 0.2 s.` */
export function runSummary({ command, resources, diagnostics, result }: RecordedRun): string {
  const mistakes = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (result === undefined)
    return `The ${command} did not start: ${mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`}.`;
  const counts = countOutcomes({ outcomes: resources.map((one) => ({ ...one, resource: one.address })) }, plainPalette);
  return `${result.ok ? '' : 'Failed: '}${counts} in ${formatDuration(result.elapsedMs)}.`;
}

function diagnosticSection(diagnostic: Diagnostic, maskText: MaskText): PlanSection {
  const { severity, code, message } = diagnostic;
  const [, ...frame] = formatDiagnostic(diagnostic, undefined, { maskText }).split('\n');
  return {
    sign: severity === 'error' ? '!' : '~',
    name: `${severity}[${code}]`,
    about: message,
    lines: frame.map(plainLine),
  };
}

function resourceSection({ address, outcome, queries }: RecordedResource, maskText: MaskText): PlanSection {
  const { word, detail } = outcomeText(outcome, plainPalette);
  const about = `${word} ${detail}`.trim();
  const notes = declaredLines(outcome, address).map(plainLine);
  switch (outcome.kind) {
    case 'created':
      return { sign: '+', name: address, about, lines: notes };
    case 'replaced':
      return { sign: '-/+', name: address, about, lines: notes };
    case 'deleted':
      return { sign: '-', name: address, about, lines: [] };
    case 'updated':
      return {
        sign: '~',
        name: address,
        about: outcome.identifier === undefined ? word : `${word} ${outcome.identifier}`,
        lines: [
          ...outcome.differences.map((difference): ChangeLine => ({
            sign: '~',
            depth: 0,
            text: changeText(difference),
          })),
          ...explanationLines(outcome.explanation, outcome.differences, maskText).map(plainLine),
          ...notes,
        ],
      };
    case 'failed': {
      const lines = failureLines(outcome.reason, plainPalette, maskText);
      const at = 'anchor' in outcome.reason ? outcome.reason.anchor : undefined;
      const statements = queries.find(({ anchor }) => anchor === at)?.statements ?? [];
      const sql = at === undefined ? [] : statements.flatMap((text) => ['', `/*+ ${at} */`, ...text.split('\n')]);
      return { sign: '!', name: address, about, lines: [...lines, ...sql].map(plainLine) };
    }
    default:
      return notes.length === 0
        ? { sign: 'none', name: address, about, lines: [] }
        : { sign: '~', name: address, about, lines: notes };
  }
}

function plainLine(text: string): ChangeLine {
  return { sign: ' ', depth: 0, text };
}
