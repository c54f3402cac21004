import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAlike } from '../alike-stack.ts';
import { linePlot } from '../plots/line-plot.ts';
import { leastUsage, ownProgram, runProgram, type ProgramUsage } from '../run-program.ts';
import type { Section } from '../section.ts';

const counts = [1, 100, 500, 1000, 2000];
const verbs = ['validate', 'plan', 'build, no change'] as const;

type Verb = (typeof verbs)[number];

interface Grown {
  readonly count: number;
  readonly usages: Readonly<Record<Verb, ProgramUsage>>;
}

/** What more and more resources take that share one query file, with the embedded Cloud Control. */
export const growthSection: Section = {
  name: 'growth',
  isLong: true,
  tell: async ({ keep, most }) => {
    const all: Grown[] = [];
    for (const count of counts.filter((one) => one <= most)) {
      const usages = await keep(`growth, ${count} alike`, () => Promise.resolve(usagesOf(count)));
      all.push({ count, usages });
    }
    return { lines: growthTable(all), plots: { 'growth.svg': growthPlot(all) } };
  },
};

function usagesOf(count: number): Grown['usages'] {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
  try {
    const stack = join(folder, 'stack');
    writeAlike(stack, count);
    const there = [stack, 'dev', '--local', '--local-dir', join(folder, 'local')];
    runProgram(ownProgram, ['build', ...there, '--parallelism', '10']);
    const runs = count < 1000 ? 3 : 2;
    return {
      validate: leastUsage(ownProgram, ['validate', stack, 'dev'], runs),
      plan: leastUsage(ownProgram, ['plan', ...there], runs),
      'build, no change': leastUsage(ownProgram, ['build', ...there], runs),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function growthTable(all: readonly Grown[]): readonly string[] {
  return [
    '| resources | command | processor ms | MB | ms for each further one |',
    '| --: | --- | --: | --: | --: |',
    ...all.flatMap(({ count, usages }, index) =>
      verbs.map((verb) => {
        const { processorMs, megabytes } = usages[verb];
        const before = all[index - 1];
        const each =
          before === undefined
            ? ''
            : ((processorMs - before.usages[verb].processorMs) / (count - before.count)).toFixed(1);
        return `| ${count} | ${verb} | ${Math.round(processorMs)} | ${Math.round(megabytes)} | ${each} |`;
      }),
    ),
  ];
}

function growthPlot(all: readonly Grown[]): string {
  return linePlot({
    title: 'Processor time of many alike resources',
    description: `Seconds of processor time of validate, plan and a build without a change, for ${all[0]?.count ?? 0} to ${all.at(-1)?.count ?? 0} resources that share one query file.`,
    x: { label: 'resources' },
    y: { label: 'seconds of processor time' },
    series: verbs.map((verb) => ({
      name: verb,
      points: all.map(({ count, usages }) => [count, usages[verb].processorMs / 1000] as const),
    })),
  });
}
