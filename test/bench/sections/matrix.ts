import { requestTable, timeTable, figuresOf } from '../matrix/life-tables.ts';
import type { BenchVerb } from '../matrix/least-requests.ts';
import { measureLife, type LifeCloud, type LifeFigures } from '../matrix/measure-life.ts';
import { shapesOf, titleOf } from '../matrix/shape.ts';
import { linePlot } from '../plots/line-plot.ts';
import type { Bench, Section } from '../section.ts';

const counts = [1, 10, 100, 1000];
const latencies = [0, 20, 50];
const requestMs = 2000;

/** Whole lives of stacks of all shapes and sizes on clouds of all kinds, by a clock that counts nothing but latencies and writes. */
export const matrixSection: Section = {
  name: 'matrix',
  isLong: true,
  tell: async (bench) => {
    const free = await livesOf(bench, 'none');
    const paced = await livesOf(bench, 'aws');
    const lines = [
      ...['Without quotas:', '', ...timeTable(free), ''],
      ...['With the quotas of AWS:', '', ...timeTable(paced), ''],
      ...['Requests, the same with and without:', '', ...requestTable([...free, ...paced])],
    ];
    return {
      lines,
      plots: { 'time.svg': timePlot(free, 'without quotas'), 'quotas.svg': timePlot(paced, 'with the quotas of AWS') },
    };
  },
};

async function livesOf({ keep, most }: Bench, quotas: LifeCloud['quotas']): Promise<readonly LifeFigures[]> {
  const lives: LifeFigures[] = [];
  for (const shape of shapesOf(counts.filter((count) => count <= most)))
    for (const latencyMs of latencies) {
      const key = `matrix, ${titleOf(shape)}, ${latencyMs} ms, quotas ${quotas}`;
      lives.push(await keep(key, () => measureLife(shape, { latencyMs, requestMs, quotas })));
    }
  return lives;
}

function timePlot(lives: readonly LifeFigures[], quotas: string): string {
  const wide = lives.filter(({ shape, cloud }) => shape.kind === 'wide' && cloud.latencyMs === 50);
  const verbs: readonly BenchVerb[] = ['build', 'teardown', 'no change'];
  return linePlot({
    title: `Independent resources, ${quotas}`,
    description: `Seconds of build, teardown and a build without a change for 1 to ${wide.at(-1)?.shape.count ?? 0} independent resources, each beside its bound, where an answer takes 50 ms and a change 2 s.`,
    x: { label: 'resources', isLogarithmic: true },
    y: { label: 'seconds', isLogarithmic: true },
    series: verbs.map((verb) => ({
      name: verb,
      points: wide.map(({ shape, verbs: figures }) => [shape.count, figuresOf(figures, verb).ms / 1000] as const),
      least: wide.map(({ shape, verbs: figures }) => [shape.count, figuresOf(figures, verb).leastMs / 1000] as const),
    })),
  });
}
