import { expect } from 'chai';
import { readDocument } from '../../support/doc-blocks.ts';
import { requestTable, timeTable } from '../../bench/matrix/life-tables.ts';
import { measureLife, type LifeCloud, type LifeFigures } from '../../bench/matrix/measure-life.ts';
import type { Shape } from '../../bench/matrix/shape.ts';

describe('what benchmarks measure by the clock of the cloud, and docs/performance.md tells', () => {
  /** Lines of its tables as they are before their columns are made as wide as each other. */
  const told = readDocument('docs/performance.md').replaceAll(/ +/g, ' ').split('\n');

  async function measureAll(shapes: readonly Shape[], cloud: LifeCloud): Promise<readonly LifeFigures[]> {
    const lives: LifeFigures[] = [];
    for (const shape of shapes) lives.push(await measureLife(shape, cloud));
    return lives;
  }

  it('is what nobody can do without, but for a request here and there', async function () {
    this.timeout(60_000);
    const shapes: readonly Shape[] = [
      { kind: 'wide', count: 1 },
      { kind: 'wide', count: 10 },
      { kind: 'mixed', count: 10 },
      { kind: 'chain', count: 10 },
    ];
    const lives = await measureAll(shapes, { latencyMs: 50, requestMs: 2000, quotas: 'none' });
    expect([...timeTable(lives), ...requestTable(lives)]).to.deep.equal([
      '| stack | latency | build, s | no change, s | plan, s | test, s | teardown, s | most over the bound |',
      '| --- | --: | --: | --: | --: | --: | --: | --: |',
      '| 1 resource | 50 ms | 2.20 of 2.20 | 0.05 of 0.05 | 0.05 of 0.05 | 0.05 of 0.05 | 2.20 of 2.20 | 1.00 |',
      '| 10 independent | 50 ms | 2.20 of 2.20 | 0.05 of 0.05 | 0.05 of 0.05 | 0.05 of 0.05 | 2.20 of 2.20 | 1.00 |',
      // That what has a name is gone is asked at the end, of all at once.
      '| 10 mixed | 50 ms | 2.20 of 2.20 | 0.10 of 0.10 | 0.10 of 0.10 | 0.10 of 0.10 | 2.25 of 2.20 | 1.02 |',
      '| chain of 10 | 50 ms | 22.00 of 22.00 | 0.50 of 0.50 | 0.50 of 0.50 | 0.50 of 0.50 | 22.00 of 21.55 | 1.02 |',
      '| stack | build | no change | plan | test | teardown |',
      '| --- | --: | --: | --: | --: | --: |',
      '| 1 resource | 3 of 3 | 1 of 1 | 1 of 1 | 1 of 1 | 3 of 3 |',
      '| 10 independent | 30 of 30 | 10 of 10 | 10 of 10 | 10 of 10 | 30 of 30 |',
      '| 10 mixed | 29 of 29 | 11 of 11 | 11 of 11 | 11 of 11 | 29 of 29 |',
      '| chain of 10 | 30 of 30 | 10 of 10 | 10 of 10 | 10 of 10 | 30 of 30 |',
    ]);
    expect(told).to.include.members([...rowsOf(timeTable(lives)), ...rowsOf(requestTable(lives))]);
  });

  it('is hardly more than the quotas of AWS let through', async function () {
    this.timeout(60_000);
    const lives = await measureAll([{ kind: 'wide', count: 10 }], { latencyMs: 20, requestMs: 2000, quotas: 'aws' });
    expect(rowsOf(timeTable(lives))).to.deep.equal([
      '| 10 independent | 20 ms | 3.08 of 3.06 | 0.02 of 0.02 | 0.02 of 0.02 | 0.02 of 0.02 | 3.08 of 3.04 | 1.01 |',
    ]);
    expect(told).to.include.members(rowsOf(timeTable(lives)));
    expect(lives.flatMap(({ verbs }) => verbs.map(({ throttled }) => throttled))).to.deep.equal([0, 0, 0, 0, 0]);
  });
});

/** Without the head. */
function rowsOf(table: readonly string[]): readonly string[] {
  return table.slice(2);
}
