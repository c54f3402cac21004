import type { ResourceRecord } from '../../check/resource-records.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';

/** A plan that was made, for its reports. */
export interface PlannedRun {
  readonly plan: StackPlan;
  /** In manifest order. */
  readonly records: readonly ResourceRecord[];
}
