import type { StoppingController } from '../base/stopping.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';

export interface SignalOptions {
  readonly interruption: Pick<StoppingController, 'stop' | 'abandon' | 'cancel'>;
  /** A person sits at a terminal: their second Ctrl-C cancels what is under way. */
  readonly isInteractive: boolean;
  /** How long a process that was told to end waits for what is under way, in milliseconds; asked when that begins. */
  readonly graceMs: () => number;
  /** Ends the process at once. */
  readonly exit: (code: ExitCode) => void;
  /** Calls back later, unless the process has ended by then. */
  readonly later: (ms: number, call: () => void) => void;
}

/** How long a run may still take to say what it has come to, once nothing is waited for any more. */
const lastWordsMs = 1_000;

/**
 * What signals do, one after the other. The first one has nothing more started, and what is under way followed to its end: after SIGTERM no
 * longer than the grace. At a terminal the second Ctrl-C cancels what is under way, with the same grace. Whatever comes then ends the
 * process at once, as does a second signal without a terminal: whoever sends it does not want to wait.
 */
export class SignalHandler {
  readonly #options: SignalOptions;
  #hasCancelled = false;
  /** What the process ends with, where a signal has ended it. */
  endedBy: ExitCode | undefined;

  constructor(options: SignalOptions) {
    this.#options = options;
  }

  receive(signal: 'SIGINT' | 'SIGTERM'): void {
    const { interruption, isInteractive, exit } = this.#options;
    const isFirst = this.endedBy === undefined;
    this.endedBy ??= signal === 'SIGINT' ? exitCodes.interrupted.code : exitCodes.terminated.code;
    if (isFirst) {
      interruption.stop();
      if (signal === 'SIGTERM') this.#endInTime(this.endedBy);
    } else if (isInteractive && signal === 'SIGINT' && !this.#hasCancelled) {
      this.#hasCancelled = true;
      interruption.cancel();
      this.#endInTime(this.endedBy);
    } else {
      exit(this.endedBy);
    }
  }

  #endInTime(code: ExitCode): void {
    const { interruption, graceMs, exit, later } = this.#options;
    later(graceMs(), () => {
      interruption.abandon();
      later(lastWordsMs, () => exit(code));
    });
  }
}
