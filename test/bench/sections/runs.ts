import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBenchStack, type StackResult } from '../bench-runs.ts';
import type { Section } from '../section.ts';

/** Builds of a pool and its clients in this process and over HTTP, beside the fewest requests that they need. */
export const runsSection: Section = {
  name: 'runs',
  isLong: false,
  tell: async ({ keep }) => {
    const lines = [
      '| resources | over | read and check | step | time | requests | lower bound |',
      '| --- | --- | --- | --- | --- | --- | --- |',
    ];
    for (const resources of [1, 10, 100])
      for (const over of ['process', 'http'] as const) {
        const result = await keep(`runs, ${resources} over ${over}`, () => measure(resources, over));
        lines.push(...linesOf(result, resources, over));
      }
    return { lines };
  },
};

async function measure(resources: number, over: 'process' | 'http'): Promise<StackResult> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
  try {
    // What is loaded at the first use is no part of it.
    await runBenchStack(join(folder, 'warm'), 2, over);
    return await runBenchStack(join(folder, 'stack'), resources, over);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function linesOf({ checkMs, steps }: StackResult, resources: number, over: 'process' | 'http'): readonly string[] {
  return steps.map(({ step, elapsedMs, total, lowerBound }, index) => {
    const head =
      index === 0 ? [resources, over === 'http' ? 'HTTP' : 'process', `${Math.round(checkMs)} ms`] : ['', '', ''];
    return `| ${[...head, step, `${Math.round(elapsedMs)} ms`, total, lowerBound].join(' | ')} |`;
  });
}
