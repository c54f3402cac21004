import { failureLines } from '../../report/failure-lines.ts';
import { messageOf } from '../../report/junit/run-suite.ts';
import { plainPalette } from '../../report/palette.ts';
import { planDocument } from '../../report/plan/plan-lines.ts';
import { runSummary } from '../../report/run-report/run-report-markdown.ts';
import type { ReportedRun } from '../run-reporting.ts';

/** How a run ended, in one line: its first failure, else its first mistake, else how many resources it is about. */
export function detailOf({ recorded, planned }: ReportedRun): string {
  const failure = firstFailure({ recorded, planned });
  if (failure !== undefined) return failure;
  const refused = recorded.diagnostics.find(({ severity }) => severity === 'error');
  if (refused !== undefined) return `${refused.code}: ${refused.message}`;
  return planned === undefined ? runSummary(recorded).replace(/\.$/, '') : countsOf(planDocument(planned.plan).summary);
}

/** `Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.` as `1 to update`; nothing where nothing changes. */
function countsOf(summary: string): string {
  const counts = summary
    .replace(/^Plan: /, '')
    .replace(/\.$/, '')
    .split(', ');
  return counts.filter((one) => /^[1-9]/.test(one)).join(', ');
}

function firstFailure({ recorded, planned }: Pick<ReportedRun, 'recorded' | 'planned'>): string | undefined {
  if (planned !== undefined) {
    for (const { resource, action } of planned.plan.resources)
      if (action.kind === 'failed') return `${resource}: ${messageOf(failureLines(action.reason, plainPalette))}`;
    return undefined;
  }
  for (const { address, outcome } of recorded.resources)
    if (outcome.kind === 'failed') return `${address}: ${messageOf(failureLines(outcome.reason, plainPalette))}`;
  return undefined;
}
