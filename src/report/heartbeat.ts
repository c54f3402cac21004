import { formatDuration } from './duration.ts';
import type { Spinner } from './spinner.ts';

/** Long enough to keep a log short, short enough for services that end a job whose log stands still. */
const beatMs = 60_000;

export interface HeartbeatOptions {
  /** Writes a line. */
  readonly say: (line: string) => void;
  readonly now: () => number;
  /** Calls back again and again until what it returns is called. Default: a timer that keeps no process waiting. */
  readonly every?: (ms: number, callback: () => void) => () => void;
}

/** What a spinner is on a terminal, for a log: a line a minute while the same thing runs, `web: create, 2 min 0 s`. */
export function createHeartbeat({ say, now, every = unhurried }: HeartbeatOptions): Spinner {
  let current: { readonly text: string; readonly startedMs: number } | undefined;
  let stopTimer: (() => void) | undefined;
  return {
    start: (text) => {
      if (current?.text === text) return;
      stopTimer?.();
      current = { text, startedMs: now() };
      stopTimer = every(beatMs, () => {
        if (current !== undefined) say(`  ${current.text}, ${formatDuration(now() - current.startedMs)}`);
      });
    },
    stop: () => {
      stopTimer?.();
      stopTimer = undefined;
      current = undefined;
    },
    pause: () => undefined,
    resume: () => undefined,
  };
}

function unhurried(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms);
  timer.unref();
  return () => clearInterval(timer);
}
