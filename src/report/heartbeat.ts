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

/** What a spinner is on a terminal, for a log: a line a minute for each thing while it runs, `web: create, 2 min 0 s`. */
export function createHeartbeat({ say, now, every = unhurried }: HeartbeatOptions): Spinner {
  const running = new Map<string, { readonly text: string; readonly stopTimer: () => void }>();
  const stop = (key: string): void => {
    running.get(key)?.stopTimer();
    running.delete(key);
  };
  return {
    start: (text, key = '') => {
      if (running.get(key)?.text === text) return;
      stop(key);
      const startedMs = now();
      const stopTimer = every(beatMs, () => say(`  ${text}, ${formatDuration(now() - startedMs)}`));
      running.set(key, { text, stopTimer });
    },
    stop: (key) => {
      for (const one of key === undefined ? [...running.keys()] : [key]) stop(one);
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
