import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { stoppingOf } from '../../src/base/stopping.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import type { RandomSource } from '../../src/base/random.ts';
import type { World } from '../../src/cli/context.ts';
import { runProgram } from '../../src/cli/program.ts';
import { assertDescribedEvent } from './described-json.ts';
import { createFakeClock } from './fake-clock.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface Run {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A folder of its own, the program run in this process, and everything that it wrote. Time stands still but for sleeps; chance is seeded. */
export class Rig {
  readonly folder = mkdtempSync(join(tmpdir(), 'stack-deploy-'));
  readonly environment = new Map<string, string>();
  readonly random: RandomSource = createSeededRandom('rig');
  readonly clock = createFakeClock();
  /** What is piped into the next runs. */
  input: string | undefined;
  /** The next runs are asked at a terminal, where `input` is typed. */
  isTerminal = false;
  /** Interrupts the next runs when it is aborted. */
  signal: AbortSignal = new AbortController().signal;
  /** Is given what is written to standard output, when it is. */
  onOutput: (text: string) => void = () => undefined;

  write(path: string, text: string): void {
    const target = join(this.folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Copies a folder of the project into the rig's. */
  copy(from: string, to = from): void {
    cpSync(join(packageRoot, from), join(this.folder, to), { recursive: true });
  }

  /** Replaces a text that a file must hold. */
  edit(path: string, before: string, after: string): void {
    const text = this.read(path);
    if (!text.includes(before)) throw new Error(`${path} does not hold: ${before}`);
    this.write(path, text.replaceAll(before, after));
  }

  async run(...argv: readonly string[]): Promise<Run> {
    // No two runs happen at the same moment.
    this.clock.advance(1000);
    const output: string[] = [];
    const errors: string[] = [];
    const context: World = {
      workingDirectory: this.folder,
      environment: this.environment,
      output: {
        write: (text) => {
          output.push(text);
          this.onOutput(text);
        },
        isTerminal: false,
        columns: () => 100,
      },
      errors: { write: (text) => void errors.push(text), isTerminal: this.isTerminal, columns: () => 100 },
      ...(this.input === undefined
        ? {}
        : { input: { stream: Readable.from([this.input]), isTerminal: this.isTerminal } }),
      clock: this.clock,
      random: this.random,
      stopping: stoppingOf(this.signal),
    };
    const code = await runProgram(argv, context);
    // Whatever a test is about, its events are those that the schema describes.
    if (argv.join(' ').includes('--log-format json')) for (const line of eventLines(output)) assertDescribedEvent(line);
    return { code, output: output.join(''), errors: errors.join('') };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Beside them there may be the exports of the stack, and what is shown of a request. */
function eventLines(output: readonly string[]): readonly string[] {
  return output
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{"format":2,'));
}

/** A rig for one test. */
export async function withRig<T>(use: (rig: Rig) => Promise<T>): Promise<T> {
  const rig = new Rig();
  try {
    return await use(rig);
  } finally {
    rig.close();
  }
}
