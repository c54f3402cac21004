import type { Clock } from '../base/clock.ts';

/** A clock on which waiting costs no time: it jumps to the end of a wait as soon as nothing else is to be done. */
export interface TestClock extends Clock {
  /** Moves time on by hand. */
  advance(ms: number): void;
}

/** `startMs`: milliseconds since the epoch. Default: 2026-01-01T00:00:00Z. */
export function createTestClock(startMs = Date.UTC(2026, 0, 1)): TestClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wakeAtMs = nowMs + ms;
        setImmediate(() => {
          if (signal?.aborted !== true) nowMs = Math.max(nowMs, wakeAtMs);
          resolve();
        });
      }),
  };
}
