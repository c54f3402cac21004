import type { Clock } from '../base/clock.ts';

/** A clock on which waiting costs no time: it jumps to the end of the next wait as soon as nothing else is to be done. */
export interface TestClock extends Clock {
  /** Moves time on by hand. */
  advance(ms: number): void;
}

interface Sleeper {
  readonly wakeAtMs: number;
  readonly signal: AbortSignal | undefined;
  readonly wake: () => void;
}

/** `startMs`: milliseconds since the epoch. Default: 2026-01-01T00:00:00Z. */
export function createTestClock(startMs = Date.UTC(2026, 0, 1)): TestClock {
  let nowMs = startMs;
  const strikes = new Set<{ readonly everyMs: number; readonly call: () => void; nextMs: number }>();
  const sleepers: Sleeper[] = [];
  let isTurnDue = false;
  /** Who is called every so often is called once, however far a test moves time by hand. */
  const moveTo = (ms: number): void => {
    nowMs = Math.max(nowMs, ms);
    for (const strike of strikes) {
      if (strike.nextMs > nowMs) continue;
      strike.nextMs = nowMs + strike.everyMs;
      strike.call();
    }
  };
  /** Wakes the one that sleeps least: of several that sleep side by side none oversleeps. Who is called every so often is called in between. */
  const wakeNext = (): void => {
    isTurnDue = false;
    const [first] = sleepers.toSorted((left, right) => dueAt(left) - dueAt(right));
    if (first === undefined) return;
    const strikeMs = Math.min(...[...strikes].map(({ nextMs }) => nextMs));
    if (strikeMs < dueAt(first)) {
      moveTo(strikeMs);
      awaitTurn();
      return;
    }
    sleepers.splice(sleepers.indexOf(first), 1);
    if (first.signal?.aborted !== true) moveTo(first.wakeAtMs);
    first.wake();
    awaitTurn();
  };
  const awaitTurn = (): void => {
    if (isTurnDue || sleepers.length === 0) return;
    isTurnDue = true;
    setImmediate(wakeNext);
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
        sleepers.push({ wakeAtMs: nowMs + ms, signal, wake: resolve });
        awaitTurn();
      }),
  };
}

/** Who was called off sleeps no longer. */
function dueAt({ wakeAtMs, signal }: Sleeper): number {
  return signal?.aborted === true ? -Infinity : wakeAtMs;
}
