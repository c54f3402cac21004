import type { ResourceRecord } from '../../check/resource-records.ts';
import type { StackDrift } from '../../lifecycle/find-drift.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';

/** What a command has found that only looks, for its reports. */
export type SeenRun = ({ readonly kind: 'plan' } & PlannedRun) | ({ readonly kind: 'drift' } & DriftedRun);

/** Drift that was looked for. */
export interface DriftedRun {
  readonly drift: StackDrift;
  /** In manifest order. */
  readonly records: readonly ResourceRecord[];
}

/** A plan that was made. */
export interface PlannedRun {
  readonly plan: StackPlan;
  /** In manifest order. */
  readonly records: readonly ResourceRecord[];
}
