import { unreachable } from '../base/unreachable.ts';
import type { StateComparison } from '../resource-types/comparison/differences.ts';
import type { DeclaredState } from '../plan/unmanaged.ts';
import type { FlowEnd } from './run-flow.ts';
import type { FailureReason, ResourceOutcome } from './outcome.ts';

/** What is known beside the end of a flow. */
export interface Findings {
  readonly identifier: string | undefined;
  /** What differed before a write, or still does. */
  readonly comparison: StateComparison;
  /** Default: nothing was looked at. */
  readonly declared?: DeclaredState | undefined;
  /** What `exists` finds, where its columns say so. Default: they do not. */
  readonly found?: string | undefined;
  /** How a resource that is as desired is called: `unchanged` in a build, `passed` in a test. */
  readonly asDesired: 'unchanged' | 'passed';
}

/** The end of a flow as the outcome of its resource. */
export function outcomeOf(flowEnd: FlowEnd, findings: Findings): ResourceOutcome {
  const { verdict, written } = flowEnd;
  const { identifier, comparison, declared } = findings;
  const failed = (reason: FailureReason): ResourceOutcome => ({ kind: 'failed', reason, written });
  if (verdict === undefined) {
    if (flowEnd.reason === undefined) throw new Error('A flow ended without a verdict and without a reason.');
    return failed(flowEnd.reason);
  }
  switch (verdict.kind) {
    case 'as-desired':
      return { kind: findings.asDesired, identifier, declared };
    case 'created':
      return { kind: 'created', identifier, declared };
    case 'updated':
      return { kind: 'updated', identifier, ...comparison, because: verdict.because, declared };
    case 'deleted':
      return { kind: 'deleted', identifier };
    case 'queried':
      return { kind: 'queried' };
    case 'ran':
      return { kind: 'ran', identifier };
    case 'callback-unanswered':
      return failed({ kind: 'callback-unanswered', anchor: verdict.anchor, attempts: flowEnd.attempts });
    case 'absent':
      return { kind: 'absent' };
    case 'no-delete-query':
      return { kind: 'skipped', reason: 'it has no delete query' };
    case 'drift-without-update':
      return failed({ kind: 'drifted', anchor: verdict.anchor, ...comparison, when: 'no-update' });
    case 'not-found-after-write':
      return failed({ kind: 'not-found-after-write', attempts: flowEnd.attempts });
    case 'not-as-desired-after-write':
      return failed({
        kind: 'drifted',
        anchor: verdict.anchor,
        ...comparison,
        when: written === undefined ? 'nothing-to-write' : 'after-write',
      });
    case 'no-exports':
      return failed({ kind: 'no-exports' });
    case 'delete-missed':
      return failed({ kind: 'delete-missed', deleted: identifier, found: findings.found });
    case 'still-there':
      return failed({ kind: 'still-there', attempts: flowEnd.attempts });
    default:
      return unreachable(verdict);
  }
}
