import type { StackDrift } from '../../lifecycle/find-drift.ts';
import type { PlanMarkdownOptions } from '../plan/plan-markdown.ts';
import { sectionsToMarkdown } from '../plan/sections-markdown.ts';
import { driftDocument } from './drift-lines.ts';

/** Drift as a comment on a pull request or an issue, never longer than GitHub takes. */
export function driftToMarkdown(drift: StackDrift, { maskText = (text) => text }: PlanMarkdownOptions = {}): string {
  return sectionsToMarkdown(driftDocument(drift, maskText), { maskText, command: 'stack-deploy drift' });
}
