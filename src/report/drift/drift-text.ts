import type { StackDrift } from '../../lifecycle/find-drift.ts';
import type { PlanTextOptions } from '../plan/plan-text.ts';
import { formatSections } from '../plan/sections-text.ts';
import { driftDocument } from './drift-lines.ts';

/** Drift for a person. */
export function formatDrift(drift: StackDrift, { palette, maskText, target }: PlanTextOptions): string {
  return formatSections(driftDocument(drift, maskText), palette, { target });
}
