import { count } from '../../base/text.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';
import { hasChanges } from '../../plan/plan.ts';
import type { MaskText } from '../mask-text.ts';
import type { ChangeLine } from './change-lines.ts';
import { sectionsOf, selectionNote, summaryOf, titleOf, type PlanSection } from './plan-lines.ts';

/** The longest comment that GitHub takes, in characters ("Body is too long (maximum is 65536 characters)"). */
export const longestComment = 65_536;

export interface PlanMarkdownOptions {
  /** Masks texts of the cloud before they are cut. Default: they stay as they are. */
  readonly maskText?: MaskText;
}

/**
 * A plan as a comment on a pull request. Its first line is the same for every plan of the stack in the environment, so that a later plan
 * can take the place of an earlier one. Each resource can be opened and closed. Where all of it would be too long, resources lose their
 * properties from the end, and then their lines.
 */
export function planToMarkdown(plan: StackPlan, { maskText = asItIs }: PlanMarkdownOptions = {}): string {
  const sections = sectionsOf(plan, maskText);
  const changing = sections.filter(({ sign }) => sign !== 'none');
  const others = sections.filter(({ sign }) => sign === 'none');
  const title = plan.verb === 'teardown' ? 'Teardown plan' : 'Plan';
  const head = [markerOf(plan), `### ${title}: ${inline(titleOf(plan))}`, `**${maskText(summaryOf(plan))}**`].join(
    '\n\n',
  );
  const note = selectionNote(plan);
  const below = [
    ...(others.length === 0 ? [] : [others.map(({ name, about }) => `- \`${name}\` ${inline(about)}`).join('\n')]),
    ...(note === undefined ? [] : [inline(note)]),
  ];
  return fitted(head, [...changing.map(detailsOf), ...below.map((text) => ({ whole: text, short: undefined }))], {
    maskText,
    isOpen: hasChanges(plan),
  });
}

const asItIs: MaskText = (text) => text;

/** Finds the comment of an earlier plan: `<!-- stack-deploy plan: shop (dev) -->`. */
export function markerOf({ stack, environment, verb }: Pick<StackPlan, 'stack' | 'environment' | 'verb'>): string {
  const what = verb === 'teardown' ? 'teardown plan' : 'plan';
  // Two hyphens would end the comment.
  const text = `${stack} (${environment})`.replaceAll(/[<>]|-(?=-)/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `<!-- stack-deploy ${what}: ${text} -->`;
}

interface Part {
  readonly whole: string;
  /** What is left where there is no room for the whole; undefined for nothing. */
  readonly short: string | undefined;
}

function detailsOf({ sign, name, about, lines }: PlanSection): Part {
  const label = `<code>${escaped(`${sign} ${name}`)}</code> ${escaped(about)}`.trim();
  if (lines.length === 0) return { whole: `- ${label}`, short: `- ${label}` };
  const text = lines.map(diffLine).join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return {
    whole: `<details><summary>${label}</summary>\n\n${fence}diff\n${text}\n${fence}\n\n</details>`,
    short: `- ${label} (its properties are left out)`,
  };
}

/** The sign in the first column, where GitHub colours lines by it; `!` is its sign for what becomes another. */
function diffLine({ sign, depth, text }: ChangeLine): string {
  return `${sign === '~' ? '!' : sign}${' '.repeat(1 + depth * 2)}${text}`.trimEnd();
}

/** As much as fits: whole parts, then short ones, then how many are left. */
function fitted(
  head: string,
  parts: readonly Part[],
  { maskText }: { readonly maskText: MaskText; readonly isOpen: boolean },
): string {
  const room = longestComment - 200;
  const texts = parts.map(({ whole }) => maskText(whole));
  let length = head.length + texts.reduce((sum, text) => sum + text.length + 2, 0);
  // From the end: what comes first is read first.
  for (let index = parts.length - 1; index >= 0 && length > room; index -= 1) {
    const short = parts[index]?.short;
    const before = texts[index] ?? '';
    if (short === undefined) continue;
    texts[index] = maskText(short);
    length += (texts[index] ?? '').length - before.length;
  }
  let left = 0;
  while (length > room && texts.length > 0) {
    length -= (texts.pop() ?? '').length + 2;
    left += 1;
  }
  const cut = texts.length < parts.length || parts.some(({ whole }, index) => texts[index] !== maskText(whole));
  const notes = [
    ...(left === 0 ? [] : [`… and ${count(left, 'more resource')}.`]),
    ...(cut ? ['This plan is too long for a comment: run `stack-deploy plan` to see all of it.'] : []),
  ];
  return [head, ...texts, ...notes].join('\n\n') + '\n';
}

function inline(text: string): string {
  return escaped(text).replaceAll(/[\\`*_[\]]/g, String.raw`\$&`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
