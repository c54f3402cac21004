/** One line that moves while something runs. */
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

/** A spinner on a terminal. `width` is asked for each time, since windows change. */
export function createSpinner(write: (text: string) => void, width: () => number): Spinner {
  let text: string | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let frame = 0;
  const draw = (): void => {
    if (text === undefined) return;
    frame = (frame + 1) % frames.length;
    write(
      `${clearLine}  ${frames[frame] ?? ''} ${Array.from(text)
        .slice(0, Math.max(10, width() - 5))
        .join('')}`,
    );
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
