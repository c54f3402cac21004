import type { FailureReason } from '../../lifecycle/outcome.ts';
import { hasDrift } from '../../plan/drift.ts';
import { driftDocument } from '../../report/drift/drift-lines.ts';
import { failureLines } from '../../report/failure-lines.ts';
import { messageOf } from '../../report/junit/run-suite.ts';
import { plainPalette } from '../../report/palette.ts';
import { planDocument } from '../../report/plan/plan-lines.ts';
import { runSummary } from '../../report/run-report/run-report-markdown.ts';
import type { ReportedRun } from '../run-reporting.ts';

/** How a run ended, in one line: its first failure, else its first mistake, else how many resources it is about. */
export function detailOf(run: ReportedRun): string {
  const failure = firstFailure(run);
  if (failure !== undefined) return failure;
  const { recorded, seen } = run;
  const refused = recorded.diagnostics.find(({ severity }) => severity === 'error');
  if (refused !== undefined) return `${refused.code}: ${refused.message}`;
  switch (seen?.kind) {
    case undefined:
      return runSummary(recorded).replace(/\.$/, '');
    case 'plan':
      return countsOf(planDocument(seen.plan).summary);
    case 'drift':
      return hasDrift(seen.drift) ? driftDocument(seen.drift).summary.replace(/^Drift: |\.$/g, '') : '';
  }
}

/** `Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.` as `1 to update`; nothing where nothing changes. */
function countsOf(summary: string): string {
  const counts = summary
    .replace(/^Plan: /, '')
    .replace(/\.$/, '')
    .split(', ');
  return counts.filter((one) => /^[1-9]/.test(one)).join(', ');
}

function firstFailure({ recorded, seen }: ReportedRun): string | undefined {
  const said = (resource: string, reason: FailureReason): string =>
    `${resource}: ${messageOf(failureLines(reason, plainPalette))}`;
  if (seen?.kind === 'plan') {
    for (const { resource, action } of seen.plan.resources)
      if (action.kind === 'failed') return said(resource, action.reason);
  } else if (seen?.kind === 'drift') {
    for (const { resource, state } of seen.drift.resources)
      if (state.kind === 'failed') return said(resource, state.reason);
  } else {
    for (const { address, outcome } of recorded.resources)
      if (outcome.kind === 'failed') return said(address, outcome.reason);
  }
  return undefined;
}
