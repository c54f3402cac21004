import { count } from '../../base/text.ts';
import type { MaskText } from '../mask-text.ts';
import type { ChangeLine } from './change-lines.ts';
import type { PlanSection, SectionsDocument } from './sections.ts';

/** The longest comment that GitHub takes, in characters ("Body is too long (maximum is 65536 characters)"). */
export const longestComment = 65_536;

/**
 * A comment on a pull request. Its first line is the same for every report of its kind about the stack in the environment, so that a
 * later one can take the place of an earlier one. Each resource can be opened and closed. Where all of it would be too long, resources
 * lose their properties from the end, and then their lines. `command`: what shows all of it.
 */
export function sectionsToMarkdown(
  { title, about, marker, sections, notes, summary }: SectionsDocument,
  { maskText, command }: { readonly maskText: MaskText; readonly command: string },
): string {
  const changing = sections.filter(({ sign }) => sign !== 'none');
  const others = sections.filter(({ sign }) => sign === 'none');
  const head = [marker, `### ${title}: ${inline(about)}`, `**${maskText(summary)}**`].join('\n\n');
  const below = [
    ...(others.length === 0 ? [] : [others.map((one) => `- \`${one.name}\` ${inline(one.about)}`).join('\n')]),
    ...notes.map(inline),
  ];
  const parts = [...changing.map(detailsOf), ...below.map((text) => ({ whole: text, short: undefined }))];
  return fitted(head, parts, { maskText, command });
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
  { maskText, command }: { readonly maskText: MaskText; readonly command: string },
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
    ...(cut ? [`This is too long for a comment: run \`${command}\` to see all of it.`] : []),
  ];
  return [head, ...texts, ...notes].join('\n\n') + '\n';
}

function inline(text: string): string {
  return escaped(text).replaceAll(/[\\`*_[\]]/g, String.raw`\$&`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
