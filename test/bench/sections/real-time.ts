import type { BenchVerb } from '../matrix/least-requests.ts';
import { titleOf, type Shape } from '../matrix/shape.ts';
import type { Bench, Section } from '../section.ts';
import { measureRealLife } from '../real-time/real-life.ts';
import { realTimeTable, type RealAim, type RealRow } from '../real-time/real-time-table.ts';

interface Case {
  readonly shape: Shape;
  readonly saysRetryAfter: boolean;
  readonly verbs: readonly BenchVerb[];
  readonly aim: (verb: BenchVerb) => RealAim | undefined;
}

const ofBound = (most: number) => (): RealAim => ({ kind: 'of bound', most });

/** What Terraform 1.9 with the awscc provider takes to create the same hundred, in milliseconds. */
const theirCreateMs = 57_000;

const wholeLife: readonly BenchVerb[] = ['build', 'teardown'];
const independent = (count: number): Shape => ({ kind: 'wide', count });
const chain: Shape = { kind: 'chain', count: 20 };

const cases: readonly Case[] = [
  {
    shape: independent(100),
    saysRetryAfter: true,
    verbs: ['build', 'no change', 'plan', 'test', 'teardown'],
    aim: ofBound(1.25),
  },
  { shape: independent(100), saysRetryAfter: false, verbs: wholeLife, aim: ofBound(1.35) },
  { shape: independent(30), saysRetryAfter: true, verbs: wholeLife, aim: ofBound(1.25) },
  { shape: independent(30), saysRetryAfter: false, verbs: wholeLife, aim: ofBound(1.35) },
  {
    shape: { kind: 'mixed', count: 100 },
    saysRetryAfter: true,
    verbs: ['build'],
    aim: () => ({ kind: 'in all', mostMs: 0.6 * theirCreateMs }),
  },
  { shape: chain, saysRetryAfter: true, verbs: wholeLife, aim: ofBound(1.05) },
  { shape: chain, saysRetryAfter: false, verbs: wholeLife, aim: ofBound(1.35) },
];

async function rowsOf({ keep }: Bench, one: Case): Promise<readonly RealRow[]> {
  const { shape, saysRetryAfter } = one;
  const key = `real time, ${titleOf(shape)}${saysRetryAfter ? '' : ', no RetryAfter'}`;
  const figures = await keep(key, () => measureRealLife(one));
  return figures.flatMap((figure) => {
    const aim = one.aim(figure.verb);
    return aim === undefined ? [] : [{ ...figure, shape, saysRetryAfter, aim }];
  });
}

/** The program beside the served emulator, with 50 ms for each answer and 2 s for each change. */
export const realTimeSection: Section = {
  name: 'real-time',
  isLong: true,
  tell: async (bench) => {
    const rows: (readonly RealRow[])[] = [];
    for (const one of cases.filter(({ shape }) => shape !== chain)) rows.push(await rowsOf(bench, one));
    // A chain is nearly all waiting: two of them do not disturb each other.
    rows.push(...(await Promise.all(cases.filter(({ shape }) => shape === chain).map((one) => rowsOf(bench, one)))));
    return { lines: realTimeTable(rows.flat()) };
  },
};
