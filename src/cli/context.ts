import type { Clock } from '../base/clock.ts';
import type { RandomSource } from '../base/random.ts';
import type { Stopping } from '../base/stopping.ts';
import type { PaceBook } from '../provider/cloud-control/pace-book.ts';
import type { Masker } from '../report/masker.ts';
import type { Pipeline } from './pipeline.ts';

/** What the program has of the world; made once in `main`, and by tests. */
export interface World {
  readonly workingDirectory: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly output: Stream;
  readonly errors: Stream;
  /** What is typed or piped in. Default: nothing. */
  readonly input?: Input | undefined;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** The person interrupts: once to stop, and again to cancel. */
  readonly stopping: Stopping;
  /** Says how long SIGTERM lets what is under way come to its end, in milliseconds. Default: nobody can say. */
  readonly allowGrace?: (ms: number) => void;
}

/** What a command has of the world. */
export interface Context extends World {
  /** Knows the secrets of this run. Everything that is written to `output` and `errors` goes through it. */
  readonly masker: Masker;
  readonly pipeline: Pipeline;
  /** Writes a command or mark of the pipeline to standard error: what is written there in another way, the pipeline takes for text. */
  readonly writeMark: (mark: string) => void;
  /** What the runs of a command over several stacks keep together; filled in by that command. Default: each run keeps its own pace. */
  readonly shared: { paces?: PaceBook };
}

export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  columns(): number;
}

export interface Input {
  readonly stream: NodeJS.ReadableStream;
  readonly isTerminal: boolean;
}
