import { formatDuration } from './duration.ts';

/** Shows what runs now: one thing, or several side by side, each under a key of its own. */
export interface Spinner {
  /** Shows a thing, in the place of what the key stood for before. Default of `key`: the empty text. */
  start(text: string, key?: string): void;
  /** Shows a thing no longer; without a key, all of them. */
  stop(key?: string): void;
  /** Takes the lines away so that another can be written, and brings them back. */
  pause(): void;
  resume(): void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
const clearLine = '\r\u001b[2K';
const lineUp = '\u001b[1A';
/** More lines than these push what was said before out of sight. */
const mostLines = 10;

/** A line that moves for each thing, with the time that it has run. `width` is asked for each time, since windows change. */
export function createSpinner(write: (text: string) => void, width: () => number, now: () => number): Spinner {
  const running = new Map<string, { readonly text: string; readonly startedMs: number }>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let frame = 0;
  /** How many signs the lines have that were drawn. */
  let drawn: readonly number[] = [];
  const clear = (): string => {
    // A window that became narrower shows a line as several.
    const rows = drawn.reduce((sum, signs) => sum + Math.max(1, Math.ceil(signs / Math.max(1, width()))), 0);
    return clearLine + (lineUp + clearLine).repeat(Math.max(0, rows - 1));
  };
  const lineOf = ({ text, startedMs }: { readonly text: string; readonly startedMs: number }): string => {
    const seconds = Math.floor((now() - startedMs) / 1000);
    const elapsed = seconds < 1 ? '' : `  ${formatDuration(seconds * 1000).replace('.0', '')}`;
    const room = Math.max(10, width() - 5 - elapsed.length);
    return `  ${frames[frame] ?? ''} ${Array.from(text).slice(0, room).join('')}${elapsed}`;
  };
  const draw = (): void => {
    if (running.size === 0) return;
    frame = (frame + 1) % frames.length;
    const all = [...running.values()];
    const shown = all.length > mostLines ? all.slice(0, mostLines - 1) : all;
    const left = all.length - shown.length;
    const lines = [...shown.map(lineOf), ...(left === 0 ? [] : [`    and ${left} more`])];
    write(clear() + lines.join('\n'));
    drawn = lines.map((line) => Array.from(line).length);
  };
  const stopTimer = (): void => {
    clearInterval(timer);
    timer = undefined;
    write(clear());
    drawn = [];
  };
  const startTimer = (): void => {
    draw();
    timer = setInterval(draw, frameMs);
    timer.unref();
  };
  return {
    start: (text, key = '') => {
      const before = running.get(key);
      running.set(key, before?.text === text ? before : { text, startedMs: now() });
      if (timer === undefined) startTimer();
      else draw();
    },
    stop: (key) => {
      if (key === undefined) running.clear();
      else running.delete(key);
      if (timer === undefined) return;
      if (running.size === 0) stopTimer();
      else draw();
    },
    pause: () => {
      if (timer !== undefined) stopTimer();
    },
    resume: () => {
      if (running.size > 0 && timer === undefined) startTimer();
    },
  };
}
