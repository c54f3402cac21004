import { expect } from 'chai';
import { realTimeTable, type RealRow } from '../../bench/real-time/real-time-table.ts';

describe('the table of runs in real time', () => {
  it('compares what is more than the processes themselves need with the bound, and all of it with an aim in seconds', () => {
    const queues = { shape: { kind: 'wide', count: 30 }, saysRetryAfter: true } as const;
    const mixed = { shape: { kind: 'mixed', count: 100 }, saysRetryAfter: false, verb: 'build' } as const;
    const rows: readonly RealRow[] = [
      { ...queues, verb: 'build', ownMs: 1500, slowMs: 9000, leastMs: 6000, aim: { kind: 'of bound', most: 1.25 } },
      { ...queues, verb: 'plan', ownMs: 1500, slowMs: 1700, leastMs: 150, aim: { kind: 'of bound', most: 1.25 } },
      { ...queues, verb: 'test', ownMs: 1500, slowMs: 1400, leastMs: 150, aim: { kind: 'of bound', most: 1.25 } },
      { ...mixed, ownMs: 3000, slowMs: 30_000, leastMs: 21_550, aim: { kind: 'in all', mostMs: 30_000 } },
      { ...mixed, ownMs: 3000, slowMs: 30_001, leastMs: 21_550, aim: { kind: 'in all', mostMs: 30_000 } },
    ];
    expect(realTimeTable(rows)).to.deep.equal([
      '| stack | verb | RetryAfter | at once | with latency | difference | bound | ratio | aim | met |',
      '| --- | --- | --- | --: | --: | --: | --: | --: | --- | --- |',
      '| 30 independent | build | yes | 1.50 s | 9.00 s | 7.50 s | 6.00 s | 1.25 | ratio at most 1.25 | yes |',
      '| 30 independent | plan | yes | 1.50 s | 1.70 s | 0.20 s | 0.15 s | 1.33 | ratio at most 1.25 | no |',
      '| 30 independent | test | yes | 1.50 s | 1.40 s | -0.10 s | 0.15 s | -0.67 | ratio at most 1.25 | unclear |',
      '| 100 mixed | build | no | 3.00 s | 30.00 s | 27.00 s | 21.55 s | 1.25 | with latency at most 30.00 s | yes |',
      '| 100 mixed | build | no | 3.00 s | 30.00 s | 27.00 s | 21.55 s | 1.25 | with latency at most 30.00 s | no |',
    ]);
  });
});
