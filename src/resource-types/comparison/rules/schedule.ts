import type { ScalarRule } from '../place.ts';

/**
 * Two ways to write one rate: `rate(60 minutes)` is `rate(1 hour)` (Amazon EventBridge User Guide, "Rate expressions"; recorded reads
 * of 2026: CloudWatch Synthetics returns the largest unit).
 */
export const schedule: ScalarRule = {
  rule: 'schedule',
  isEqual: (desired, live) => {
    const [wanted, actual] = [minutesOf(desired), minutesOf(live)];
    return wanted !== undefined && wanted === actual;
  },
};

const minutesIn = { minute: 1, hour: 60, day: 1440 } as const;

function minutesOf(text: string): number | undefined {
  const match = /^\s*rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)\s*$/.exec(text);
  if (match === null) return undefined;
  const [, count, unit] = match;
  // The pattern names no other unit.
  return Number(count) * minutesIn[unit as keyof typeof minutesIn];
}
