import type { Palette } from '../palette.ts';
import { endWord, nameOf, summaryOf, type DeploymentResult, type DeploymentResults } from './deployment-result.ts';

/** A line for each run, and how many ended how. */
export function formatDeployments(all: DeploymentResults, palette: Palette): string {
  const names = all.results.map(nameOf);
  const words = all.results.map(({ end }) => endWord(all.command, end));
  const nameWidth = Math.max(...names.map((name) => name.length));
  const wordWidth = Math.max(...words.map((word) => word.length));
  const lines = all.results.map(({ end, detail }, index) => {
    const word = colourOf(end, palette)((words[index] ?? '').padEnd(wordWidth));
    return `  ${(names[index] ?? '').padEnd(nameWidth)}  ${word}  ${detail}`.trimEnd();
  });
  return `${[...lines, '', summaryOf(all)].join('\n')}\n`;
}

function colourOf(end: DeploymentResult['end'], { bad, changed, quiet }: Palette): (text: string) => string {
  switch (end) {
    case 'failed':
      return bad;
    case 'changes':
      return changed;
    case 'not-started':
    case 'done':
      return quiet;
  }
}
