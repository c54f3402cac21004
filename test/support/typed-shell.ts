import { PassThrough } from 'node:stream';
import { stoppingOf } from '../../src/base/stopping.ts';
import type { World } from '../../src/cli/context.ts';
import { runProgram } from '../../src/cli/program.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import type { Rig } from './rig.ts';

/** The shell in this process, before a terminal at which a test types. Time stands still. */
export class TypedShell {
  readonly clock: FakeClock = createFakeClock({ runsByItself: false });
  /** The exit code, once it ends. */
  readonly ended: Promise<number>;
  readonly #keys = new PassThrough();
  readonly #interruption = new AbortController();
  #written = '';
  #watch: () => void = () => undefined;

  constructor(rig: Rig, ...argv: readonly string[]) {
    const stream = { write: (text: string) => this.#write(text), isTerminal: true, columns: () => 100 };
    const world: World = {
      workingDirectory: rig.folder,
      environment: rig.environment,
      output: stream,
      errors: stream,
      input: { stream: this.#keys, isTerminal: true },
      clock: this.clock,
      random: rig.random,
      stopping: stoppingOf(this.#interruption.signal),
    };
    this.ended = runProgram(['shell', '--no-color', ...argv], world);
  }

  type(keys: string): void {
    this.#keys.write(keys);
  }

  /** What a signal to the process does. */
  interrupt(): void {
    this.#interruption.abort();
  }

  /** Waits until the terminal ends so, and yields what was written since the last time. */
  async until(end: string): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#watch = () => {
        if (this.#shown().endsWith(end)) resolve();
      };
      this.#watch();
    });
    const shown = this.#shown();
    this.#written = '';
    return shown;
  }

  #write(text: string): void {
    this.#written += text;
    this.#watch();
  }

  /** Without what moves the cursor. */
  #shown(): string {
    return this.#written.replace(/\u001b\[[0-9;?]*[A-Za-z]|\r/g, '');
  }
}
