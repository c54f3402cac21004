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

export function isMet({ ownMs, slowMs, leastMs, aim }: RealRow): boolean {
  switch (aim.kind) {
    case 'of bound':
      return (slowMs - ownMs) / leastMs <= aim.most;
    case 'in all':
      return slowMs <= aim.mostMs;
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
      return `| ${[...cells, aimText(row.aim), isMet(row) ? 'yes' : 'no'].join(' | ')} |`;
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
