import type { StackPlan } from '../../lifecycle/plan.ts';
import type { MaskText } from '../mask-text.ts';
import { planDocument } from './plan-lines.ts';
import { sectionsToMarkdown } from './sections-markdown.ts';

export interface PlanMarkdownOptions {
  /** Masks texts of the cloud before they are cut. Default: they stay as they are. */
  readonly maskText?: MaskText;
}

/** A plan as a comment on a pull request, never longer than GitHub takes. */
export function planToMarkdown(plan: StackPlan, { maskText = asItIs }: PlanMarkdownOptions = {}): string {
  return sectionsToMarkdown(planDocument(plan, maskText), { maskText, command: 'stack-deploy plan' });
}

const asItIs: MaskText = (text) => text;
