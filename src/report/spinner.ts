import { formatDuration } from './duration.ts';

/** Shows what runs now. */
export interface Spinner {
  start(text: string): void;
  stop(): void;
  /** Takes the line away so that another can be written, and brings it back. */
  pause(): void;
  resume(): void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
const clearLine = '\r\u001b[2K';

/** One line that moves, with the time that the same thing has run. `width` is asked for each time, since windows change. */
export function createSpinner(write: (text: string) => void, width: () => number, now: () => number): Spinner {
  let text: string | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let frame = 0;
  let startedMs = 0;
  const draw = (): void => {
    if (text === undefined) return;
    frame = (frame + 1) % frames.length;
    const seconds = Math.floor((now() - startedMs) / 1000);
    const elapsed = seconds < 1 ? '' : `  ${formatDuration(seconds * 1000).replace('.0', '')}`;
    const room = Math.max(10, width() - 5 - elapsed.length);
    write(`${clearLine}  ${frames[frame] ?? ''} ${Array.from(text).slice(0, room).join('')}${elapsed}`);
  };
  const stopTimer = (): void => {
    clearInterval(timer);
    timer = undefined;
    write(clearLine);
  };
  const startTimer = (): void => {
    draw();
    timer = setInterval(draw, frameMs);
    timer.unref();
  };
  return {
    start: (next) => {
      if (text !== next) startedMs = now();
      text = next;
      if (timer === undefined) startTimer();
      else draw();
    },
    stop: () => {
      text = undefined;
      if (timer !== undefined) stopTimer();
    },
    pause: () => {
      if (timer !== undefined) stopTimer();
    },
    resume: () => {
      if (text !== undefined && timer === undefined) startTimer();
    },
  };
}
