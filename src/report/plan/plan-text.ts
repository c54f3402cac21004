import type { StackPlan } from '../../lifecycle/plan.ts';
import type { MaskText } from '../mask-text.ts';
import type { Palette } from '../palette.ts';
import { planDocument } from './plan-lines.ts';
import { formatSections, type SectionsTextOptions } from './sections-text.ts';

export interface PlanTextOptions extends SectionsTextOptions {
  readonly palette: Palette;
  /** Masks texts of the cloud before they are cut. Default: they stay as they are. */
  readonly maskText?: MaskText;
}

/** A plan for a person. */
export function formatPlan(plan: StackPlan, { palette, maskText, target }: PlanTextOptions): string {
  return formatSections(planDocument(plan, maskText), palette, { target });
}
