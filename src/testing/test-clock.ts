import type { Clock } from '../base/clock.ts';

/** A clock on which waiting costs no time: it jumps to the end of a wait as soon as nothing else is to be done. */
export interface TestClock extends Clock {
  /** Moves time on by hand. */
  advance(ms: number): void;
}

/** `startMs`: milliseconds since the epoch. Default: 2026-01-01T00:00:00Z. */
export function createTestClock(startMs = Date.UTC(2026, 0, 1)): TestClock {
  let nowMs = startMs;
  const strikes = new Set<{ readonly everyMs: number; readonly call: () => void; nextMs: number }>();
  /** Who is called every so often is called once, however far time jumps. */
  const moveTo = (ms: number): void => {
    nowMs = Math.max(nowMs, ms);
    for (const strike of strikes) {
      if (strike.nextMs > nowMs) continue;
      strike.nextMs = nowMs + strike.everyMs;
      strike.call();
    }
  };
  return {
    now: () => nowMs,
    advance: (ms) => moveTo(nowMs + ms),
    every: (everyMs, call) => {
      const strike = { everyMs, call, nextMs: nowMs + everyMs };
      strikes.add(strike);
      return () => void strikes.delete(strike);
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wakeAtMs = nowMs + ms;
        setImmediate(() => {
          if (signal?.aborted !== true) moveTo(wakeAtMs);
          resolve();
        });
      }),
  };
}
