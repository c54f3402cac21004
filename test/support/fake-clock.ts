import type { Clock } from '../../src/base/clock.ts';

export interface FakeClock extends Clock {
  /** The waits that were asked for, in order. */
  readonly sleeps: readonly number[];
  /** How many wait at this moment. */
  readonly sleeping: number;
  /** Moves time on and wakes, in order of their hours, those whose time has come. */
  advance(ms: number): void;
}

export interface FakeClockOptions {
  /** Milliseconds since the epoch at the start. Default: 2026-01-01T00:00:00Z. */
  readonly startMs?: number;
  /** Whether time runs on to the next sleeper by itself as soon as nothing else is to be done. Default: true. */
  readonly runsByItself?: boolean;
}

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/** A clock that costs no time: it stands still until someone sleeps or `advance` is called. */
export function createFakeClock(options: FakeClockOptions = {}): FakeClock {
  const runsByItself = options.runsByItself ?? true;
  const sleeps: number[] = [];
  let nowMs = options.startMs ?? Date.UTC(2026, 0, 1);
  let sleepers: readonly Sleeper[] = [];

  function advanceTo(ms: number): void {
    for (;;) {
      const next = sleepers.filter((sleeper) => sleeper.wakeAtMs <= ms).sort((a, b) => a.wakeAtMs - b.wakeAtMs)[0];
      if (next === undefined) break;
      nowMs = Math.max(nowMs, next.wakeAtMs);
      next.wake();
    }
    nowMs = Math.max(nowMs, ms);
  }

  function wakeNext(): void {
    const next = sleepers.reduce((least, sleeper) => Math.min(least, sleeper.wakeAtMs), Infinity);
    if (next !== Infinity) advanceTo(next);
  }

  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleeps.push(ms);
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const wake = (): void => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { wakeAtMs: nowMs + ms, wake };
        sleepers = [...sleepers, sleeper];
        signal?.addEventListener('abort', wake, { once: true });
        if (runsByItself) setImmediate(wakeNext);
      }),
    sleeps,
    get sleeping() {
      return sleepers.length;
    },
    advance: (ms) => {
      advanceTo(nowMs + ms);
    },
  };
}
