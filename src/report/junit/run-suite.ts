import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostic, formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { positionOf } from '../../diagnostics/source-lines.ts';
import type { FailureReason, ResourceOutcome } from '../../lifecycle/outcome.ts';
import type { Anchor } from '../../query/anchored-query.ts';
import { declaredLines } from '../declared-lines.ts';
import { explanationLines } from '../explanation-lines.ts';
import { failureLines } from '../failure-lines.ts';
import type { MaskText } from '../mask-text.ts';
import { outcomeText } from '../outcome-text.ts';
import { plainPalette } from '../palette.ts';
import type { RecordedResource, RecordedRun } from '../run-report/recorded-run.ts';
import { rollbackSummary, undoLines } from '../undo-lines.ts';
import type { JUnitCase, JUnitEnd, JUnitSuite } from './junit-suite.ts';

/**
 * A run as a suite: for each resource a case per query that checks something (`pool: exists`, `pool: statecheck`), and one that says
 * how the resource ended (`pool: build`), unless one of its checks has failed, which says it then. Each mistake in the stack is a case, too.
 */
export function runSuite(run: RecordedRun, maskText: MaskText): JUnitSuite {
  const { stack, environment, diagnostics, result } = run;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  const rollback = result?.rollback;
  return {
    name: `${stack} (${environment})`,
    seconds: (result?.elapsedMs ?? 0) / 1000,
    cases: [
      ...diagnostics
        .filter(({ severity }) => severity === 'error')
        .map((diagnostic) => mistakeCase(diagnostic, run, maskText)),
      ...run.resources.flatMap((resource) => resourceCases(resource, run, maskText)),
    ],
    ...(rollback === undefined
      ? {}
      : {
          output: maskText(
            [...rollback.flatMap((step) => undoLines(step, plainPalette, 0, maskText)), rollbackSummary(rollback)].join(
              '\n',
            ),
          ),
        }),
    ...(warnings.length === 0 ? {} : { errors: maskText(formatDiagnostics(warnings, undefined, { maskText })) }),
  };
}

/** `shop.dev`: names of packages are what readers group by, and a dot parts them. */
export function groupOf({ stack, environment }: Pick<RecordedRun, 'stack' | 'environment'>, name: string): string {
  return [stack, environment, name].map((part) => part.replaceAll('.', '_')).join('.');
}

function mistakeCase(diagnostic: Diagnostic, run: RecordedRun, maskText: MaskText): JUnitCase {
  const { code, message, at } = diagnostic;
  const position = at === undefined ? undefined : positionOf(at.source, at.start);
  const place = at === undefined || position === undefined ? undefined : { file: at.source.path, line: position.line };
  return {
    group: groupOf(run, 'stack'),
    name: place === undefined ? code : `${code} at ${place.file}:${place.line}`,
    seconds: 0,
    place,
    end: {
      kind: 'error',
      type: code,
      message: maskText(message),
      text: maskText(formatDiagnostic(diagnostic, undefined, { maskText })),
    },
  };
}

/** What looks, and writes nothing. */
const checks: readonly Anchor[] = ['exists', 'statecheck', 'exports'];

function resourceCases(resource: RecordedResource, run: RecordedRun, maskText: MaskText): readonly JUnitCase[] {
  const { address, outcome, elapsedMs, queries } = resource;
  const record = run.records.get(address);
  const make = (check: string, seconds: number, end: JUnitEnd): JUnitCase => ({
    group: groupOf(run, address),
    name: `${address}: ${check}`,
    seconds,
    place: record,
    end,
  });
  const failedAt = outcome.kind === 'failed' ? anchorOf(outcome.reason) : undefined;
  const asked = queries.filter(({ anchor }) => checks.includes(anchor)).map(({ anchor }) => anchor);
  const isAtCheck = failedAt !== undefined && asked.includes(failedAt);
  const end = endOf(resource, failedAt, maskText);
  return [
    ...asked.map((anchor) =>
      anchor === failedAt ? make(anchor, elapsedMs / 1000, end) : make(anchor, 0, { kind: 'passed' }),
    ),
    ...(isAtCheck ? [] : [make(run.command, elapsedMs / 1000, end)]),
  ];
}

/** The query that a resource failed at; undefined where it was none. */
function anchorOf(reason: FailureReason): Anchor | undefined {
  switch (reason.kind) {
    case 'not-found-after-write':
    case 'still-there':
      return 'exists';
    case 'no-exports':
      return 'exports';
    case 'export-missing':
      return reason.from === 'query' ? 'exports' : undefined;
    default:
      return 'anchor' in reason ? reason.anchor : undefined;
  }
}

function endOf({ address, outcome, queries }: RecordedResource, at: Anchor | undefined, maskText: MaskText): JUnitEnd {
  const { word, detail } = outcomeText(outcome, plainPalette);
  switch (outcome.kind) {
    case 'failed': {
      const lines = failureLines(outcome.reason, plainPalette, maskText);
      const statements = queries.find(({ anchor }) => anchor === at)?.statements ?? [];
      const written = outcome.written === undefined ? [] : [detail];
      const text = [
        [...lines, ...written].join('\n'),
        ...(at === undefined || statements.length === 0 ? [] : [`/*+ ${at} */\n${statements.join('\n\n')}`]),
      ].join('\n\n');
      return {
        kind: 'failure',
        type: typeOf(outcome.reason),
        message: maskText(messageOf(lines)),
        text: maskText(`\n${text}\n`),
      };
    }
    case 'skipped':
    case 'not-selected':
    case 'not-attempted':
    case 'not-looked-for':
    case 'left':
      return { kind: 'skipped', message: maskText(detail === '' ? word : `${word}: ${detail}`) };
    default:
      return {
        kind: 'passed',
        output: maskText([`${word}  ${detail}`.trimEnd(), ...moreLines(outcome, address, maskText)].join('\n')),
      };
  }
}

function moreLines(outcome: ResourceOutcome, address: string, maskText: MaskText): readonly string[] {
  return [
    ...(outcome.kind === 'updated' ? explanationLines(outcome.explanation, outcome.differences, maskText) : []),
    ...declaredLines(outcome, address),
  ];
}

/** `drifted`, `missing`; of a refusal of the cloud the kind of it: `denied`. */
export function typeOf(reason: FailureReason): string {
  if (reason.kind !== 'trouble') return reason.kind;
  return reason.trouble.kind === 'failed' ? reason.trouble.failure.kind : reason.trouble.kind;
}

/** The first line, and where that only announces what follows, the second one. */
export function messageOf([first = '', second]: readonly string[]): string {
  return first.endsWith(':') && second !== undefined ? `${first} ${second.trim()}` : first;
}
