import { expect } from 'chai';
import { parseDuration } from '../../../src/cli/parse-duration.ts';

describe('durations on the command line', () => {
  const cases: readonly (readonly [text: string, ms: number | undefined])[] = [
    ['500ms', 500],
    ['30s', 30_000],
    ['30', 30_000],
    ['1.5m', 90_000],
    ['1H', 3_600_000],
    ['24h', 86_400_000],
    ['24.1h', undefined],
    ['0', undefined],
    ['0s', undefined],
    ['-1s', undefined],
    ['1d', 86_400_000],
    ['2d', undefined],
    ['1m30s', undefined],
    ['1e3', undefined],
    ['soon', undefined],
    ['', undefined],
  ];
  for (const [text, ms] of cases) {
    it(`"${text}" is ${ms === undefined ? 'none' : `${ms} ms`}`, () => {
      expect(parseDuration(text)).to.equal(ms);
    });
  }
});
