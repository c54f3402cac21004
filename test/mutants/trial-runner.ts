import { fork, type ChildProcess } from 'node:child_process';
import type { TrialReply, TrialRequest } from './trial-messages.ts';

export type TrialEnd =
  | { readonly kind: 'ran'; readonly reply: TrialReply }
  /** The process came to its end, or did not answer in time. It is gone then. */
  | { readonly kind: 'died' };

/** Runs tests in a process of their own, which is begun anew when it has died. */
export class TrialRunner {
  readonly #folder: string;
  readonly #count: number;
  readonly #activeFromStart: number | undefined;
  #child: ChildProcess | undefined;

  /** `count`: of mutants. A mutant that is active from the start is so while modules are loaded, too, and stays so. */
  constructor(folder: string, count: number, activeFromStart?: number) {
    this.#folder = folder;
    this.#count = count;
    this.#activeFromStart = activeFromStart;
  }

  run(request: TrialRequest, timeoutMs: number): Promise<TrialEnd> {
    const child = (this.#child ??= this.#start());
    return new Promise((resolve) => {
      const end = (ended: TrialEnd): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (ended.kind === 'died') this.stop();
        resolve(ended);
      };
      const timer = setTimeout(() => end({ kind: 'died' }), timeoutMs);
      child.once('message', (reply) => end({ kind: 'ran', reply: reply as TrialReply }));
      child.once('exit', () => end({ kind: 'died' }));
      child.once('error', () => end({ kind: 'died' }));
      child.send(request);
    });
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const env = { ...process.env };
    if (this.#activeFromStart !== undefined) env['ACTIVE_MUTANT'] = String(this.#activeFromStart);
    return fork('dist/test/mutants/trial-process.js', [String(this.#count)], {
      cwd: this.#folder,
      env,
      stdio: 'ignore',
    });
  }
}
