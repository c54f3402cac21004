import { titleOf, type Shape } from '../matrix/shape.ts';
import type { RealFigures } from './real-life.ts';

/** At most so many times the bound, without what the processes themselves need; or all of it in at most so many milliseconds. */
export type RealAim =
  { readonly kind: 'of bound'; readonly most: number } | { readonly kind: 'in all'; readonly mostMs: number };

export interface RealRow extends RealFigures {
  readonly shape: Shape;
  readonly saysRetryAfter: boolean;
  readonly aim: RealAim;
}

/** Whether the aim is met. What takes no longer with latency than without was measured on a machine that had other things to do. */
function verdictOn({ ownMs, slowMs, leastMs, aim }: RealRow): 'yes' | 'no' | 'unclear' {
  if (slowMs <= ownMs) return 'unclear';
  switch (aim.kind) {
    case 'of bound':
      return (slowMs - ownMs) / leastMs <= aim.most ? 'yes' : 'no';
    case 'in all':
      return slowMs <= aim.mostMs ? 'yes' : 'no';
  }
}

export function realTimeTable(rows: readonly RealRow[]): readonly string[] {
  return [
    '| stack | verb | RetryAfter | at once | with latency | difference | bound | ratio | aim | met |',
    '| --- | --- | --- | --: | --: | --: | --: | --: | --- | --- |',
    ...rows.map((row) => {
      const { shape, verb, saysRetryAfter, ownMs, slowMs, leastMs } = row;
      const times = [ownMs, slowMs, slowMs - ownMs, leastMs].map(seconds);
      const ratio = ((slowMs - ownMs) / leastMs).toFixed(2);
      const cells = [titleOf(shape), verb, saysRetryAfter ? 'yes' : 'no', ...times, ratio];
      return `| ${[...cells, aimText(row.aim), verdictOn(row)].join(' | ')} |`;
    }),
  ];
}

function aimText(aim: RealAim): string {
  switch (aim.kind) {
    case 'of bound':
      return `ratio at most ${aim.most}`;
    case 'in all':
      return `with latency at most ${seconds(aim.mostMs)}`;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
