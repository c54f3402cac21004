import { expect } from 'chai';
import { expiryAfter, expiryIn } from '../../../src/plan/expiry.ts';

const minuteMs = 60_000;
const at = (text: string): number => Date.parse(text);

describe('the expiry of a stack', () => {
  for (const [now, ttlMs, expected] of [
    ['2026-11-30T00:00:00Z', 240 * minuteMs, '2026-11-30T04:00:00Z'],
    ['2026-11-30T00:00:01Z', 240 * minuteMs, '2026-11-30T05:00:00Z'],
    ['2026-11-30T00:59:59Z', 240 * minuteMs, '2026-11-30T05:00:00Z'],
    ['2026-11-30T00:00:07Z', minuteMs, '2026-11-30T00:01:15Z'],
  ] as const) {
    it(`is ${expected} at ${now} for ${String(ttlMs / minuteMs)} min`, () => {
      expect(expiryAfter(at(now), ttlMs)).to.equal(expected);
    });
  }

  it('is read from tags of both shapes, and is none where it is no time', () => {
    const time = '2026-11-30T05:00:00Z';
    expect(expiryIn([{ Key: 'stack-deploy:expires', Value: time }])).to.equal(at(time));
    expect(expiryIn({ 'stack-deploy:expires': time })).to.equal(at(time));
    expect(expiryIn({ 'stack-deploy:expires': 'soon' })).to.equal(undefined);
    expect(expiryIn(undefined)).to.equal(undefined);
  });
});
