import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../../src/base/package-root.ts';
import { barPlot } from '../../bench/plots/bar-plot.ts';
import { linePlot } from '../../bench/plots/line-plot.ts';
import { scaleOf } from '../../bench/plots/scale.ts';

describe('a plot of the benchmarks', () => {
  function expectPicture(name: string, picture: string): void {
    const path = join(packageRoot, 'test/fixtures/plots', `${name}.svg`);
    if (process.env['UPDATE_FIXTURES'] !== undefined) writeFileSync(path, picture);
    expect(picture).to.equal(readFileSync(path, 'utf8'));
  }

  it('draws lines, each with its bound', () => {
    expectPicture(
      'lines',
      linePlot({
        title: 'Time beside the bound',
        description: 'Building 100 takes 23 s & no less than 21 s.',
        x: { label: 'resources', isLogarithmic: true },
        y: { label: 'seconds', isLogarithmic: true },
        series: [
          {
            name: 'build',
            points: [
              [1, 2.2],
              [10, 2.2],
              [100, 23],
            ],
            least: [
              [1, 2.1],
              [10, 2.1],
              [100, 21],
            ],
          },
          {
            name: 'no change',
            points: [
              [1, 0.1],
              [10, 0.1],
              [100, 0.4],
            ],
          },
        ],
      }),
    );
  });

  it('draws groups of bars, and what they are to stay under', () => {
    expectPicture(
      'bars',
      barPlot({
        title: 'How long it takes to start',
        description: 'On each version of Node.js.',
        y: { label: 'milliseconds' },
        names: ['Node.js 20', 'Node.js 22'],
        groups: [
          { name: '--help', values: [104, 98], aim: 120 },
          { name: 'the demo', values: [431, 9] },
        ],
      }),
    );
  });

  it('writes round numbers beside its axes', () => {
    const ticksOf = (isLogarithmic: boolean, values: readonly number[]): readonly number[] =>
      scaleOf({ label: '', isLogarithmic }, values, { from: 0, to: 100 }).ticks;
    expect(ticksOf(false, [3, 17])).to.deep.equal([0, 5, 10, 15, 20]);
    expect(ticksOf(false, [2000])).to.deep.equal([0, 500, 1000, 1500, 2000]);
    expect(ticksOf(true, [0.4, 215])).to.deep.equal([0.1, 1, 10, 100, 1000]);
    expect(ticksOf(true, [1, 1000])).to.deep.equal([1, 10, 100, 1000]);
    expect(ticksOf(true, [5])).to.deep.equal([1, 10]);
  });
});
