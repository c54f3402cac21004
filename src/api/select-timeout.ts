import type { TimeLimit } from '../engine/time-limit.ts';

/**
 * How long one SELECT of a run may take unless something else is said, in milliseconds: nobody may be watching, so it is long enough for
 * ten thousand resources, and short enough to be noticed.
 */
export const defaultSelectTimeoutMs = 30 * 60_000;

/** The limit for a SELECT, requests and all. None where `ms` is Infinity. */
export function timeLimitOfSelects(ms: number): TimeLimit | undefined {
  if (ms === Infinity) return undefined;
  return { ms, text: durationText(ms), after };
}

/** A plain timer: a signal that is aborted in time costs many times as much, and a run has thousands of statements. */
function after(ms: number, over: () => void): () => void {
  const timer = setTimeout(over, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** `30s`, `5m`, `1h`, `1500ms`: the largest unit of which there is a whole number. */
export function durationText(ms: number): string {
  const [unit, unitMs] = units.find(([, size]) => ms % size === 0) ?? (['ms', 1] as const);
  return `${ms / unitMs}${unit}`;
}
