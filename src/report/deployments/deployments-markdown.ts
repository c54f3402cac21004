import { longestComment } from '../plan/sections-markdown.ts';
import type { RunSubject } from '../run-report/recorded-run.ts';
import { endWord, nameOf, summaryOf, type DeploymentResult, type DeploymentResults } from './deployment-result.ts';

const titles: Readonly<Record<RunSubject['command'], string>> = {
  build: 'Builds',
  test: 'Tests',
  teardown: 'Teardowns',
  plan: 'Plans',
  drift: 'Drift',
};

/**
 * All runs as one comment: a row for each, and below it what changes or failed, to be opened. Never longer than GitHub takes: what there is
 * no room for is left out from the end.
 */
export function deploymentsToMarkdown(all: DeploymentResults): string {
  const { command, asked, results } = all;
  const marker = `<!-- stack-deploy ${command}: ${asked.replaceAll(/[<>]|-(?=-)/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)} -->`;
  const head = [marker, `### ${titles[command]}: ${inCode(asked)}`, `**${summaryOf(all)}**`].join('\n\n');
  const hasRegions = results.some(({ region }) => region !== undefined);
  const columns = ['stack', 'environment', ...(hasRegions ? ['region'] : []), 'result', ''];
  const rows = results.map((result) => rowOf(command, result, hasRegions));
  const table = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const room = longestComment - 200;
  const kept = [...table];
  while (lengthOf(head, kept) > room && kept.length > 2) kept.pop();
  const details = results
    .filter(({ end }) => end === 'failed' || end === 'changes')
    .flatMap((result) => detailsOf(result) ?? []);
  const shown: string[] = [];
  let length = lengthOf(head, kept);
  for (const text of details) {
    if (length + text.length + 2 > room) break;
    shown.push(text);
    length += text.length + 2;
  }
  const left = shown.length < details.length || kept.length < table.length;
  const note = left ? ['This is too long for a comment: `--report FILE.json` has all of it.'] : [];
  return `${[head, kept.join('\n'), ...shown, ...note].join('\n\n')}\n`;
}

function rowOf(command: RunSubject['command'], result: DeploymentResult, hasRegions: boolean): readonly string[] {
  const { stack, environment, region = '', end, detail } = result;
  const word = endWord(command, end);
  return [stack, environment, ...(hasRegions ? [region] : []), end === 'done' ? word : `**${word}**`, detail].map(
    inCell,
  );
}

/** The comment of the run alone, without its marker: this one takes its place as a whole. */
function detailsOf(result: DeploymentResult): string | undefined {
  const alone = result.report?.markdown.replace(/^<!--.*-->\n+/, '').replace(/^### .*\n+/, '');
  return alone === undefined
    ? undefined
    : `<details><summary>${inCell(nameOf(result))}</summary>\n\n${alone.trim()}\n\n</details>`;
}

function lengthOf(head: string, lines: readonly string[]): number {
  return head.length + lines.reduce((sum, line) => sum + line.length + 1, 2);
}

function inCell(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('|', '\\|')
    .replaceAll(/\s+/g, ' ');
}

function inCode(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
