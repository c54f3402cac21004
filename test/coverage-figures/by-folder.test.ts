import { expect } from 'chai';
import { coverageByFolder, percentOf } from './by-folder.ts';

describe('coverage by folder', () => {
  const figures = (covered: number, total: number) => ({
    lines: { covered, total },
    branches: { covered: covered / 2, total: total / 2 },
  });

  it('adds up the files of each folder, and leaves out what is in none', () => {
    const summary = {
      total: figures(100, 100),
      '/repo/src/plan/b.ts': figures(4, 8),
      '/repo/src/lifecycle/flow/a.ts': figures(2, 2),
      '/repo/src/lifecycle/b.ts': figures(2, 6),
      '/repo/src/index.ts': figures(2, 2),
      '/repo/dist/src/a.js': figures(2, 2),
    };
    expect(coverageByFolder(summary, '/repo/src')).to.deep.equal([
      { folder: 'lifecycle', ...figures(4, 8) },
      { folder: 'plan', ...figures(4, 8) },
    ]);
  });

  it('calls nothing of nothing everything', () => {
    expect(percentOf({ covered: 0, total: 0 })).to.equal(100);
    expect(percentOf({ covered: 1, total: 4 })).to.equal(25);
  });
});
