import { figuresOf, ratioOf } from '../matrix/life-tables.ts';
import { benchVerbs } from '../matrix/least-requests.ts';
import { measureLife, type VerbFigures } from '../matrix/measure-life.ts';
import { titleOf, type Shape } from '../matrix/shape.ts';
import type { Bench, Section } from '../section.ts';

const shapes: readonly Shape[] = [
  { kind: 'wide', count: 30 },
  { kind: 'wide', count: 100 },
  { kind: 'listed', count: 100 },
  { kind: 'mixed', count: 100 },
  { kind: 'chain', count: 20 },
];

/** Lives with and without RetryAfter, by a clock that counts nothing but latencies and writes. */
export const parallelSection: Section = {
  name: 'parallel',
  isLong: false,
  tell: async (bench) => {
    const lines = [
      '| stack | verb | bound | with RetryAfter | without | requests |',
      '| --- | --- | --: | --: | --: | --: |',
    ];
    for (const shape of shapes) {
      const [said, unsaid] = [await verbsOf(bench, shape, true), await verbsOf(bench, shape, false)];
      for (const verb of benchVerbs) {
        const [one, other] = [figuresOf(said, verb), figuresOf(unsaid, verb)];
        const cells = [titleOf(shape), verb, seconds(one.leastMs), timeCell(one), timeCell(other), one.requests];
        lines.push(`| ${cells.join(' | ')} |`);
      }
    }
    return { lines };
  },
};

async function verbsOf({ keep }: Bench, shape: Shape, saysRetryAfter: boolean): Promise<readonly VerbFigures[]> {
  const cloud = { latencyMs: 50, requestMs: 2000, quotas: 'none', saysRetryAfter } as const;
  const key = `parallel, ${titleOf(shape)}${saysRetryAfter ? '' : ', no RetryAfter'}`;
  return (await keep(key, () => measureLife(shape, cloud))).verbs;
}

function timeCell(figures: VerbFigures): string {
  return `${seconds(figures.ms)} (${ratioOf(figures).toFixed(2)})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
