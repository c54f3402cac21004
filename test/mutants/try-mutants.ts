import type { Mutant } from './mutant.ts';
import { runCommand } from './run-command.ts';
import type { ScratchCopy } from './scratch-copy.ts';

export interface Verdict {
  readonly mutant: Mutant;
  /** A test failed, or did not come to its end. */
  readonly isNoticed: boolean;
}

/** What is run for a mutant. */
export interface Trial {
  /** Arguments of Node.js. They have to pass without a mutant. Absent where no test reaches the mutant. */
  readonly command: readonly string[] | undefined;
  /** After so long they count as failed. */
  readonly timeoutMs: number;
}

/** Tries each mutant with its own tests. */
export async function* tryMutants(
  copy: ScratchCopy,
  mutants: readonly Mutant[],
  trialOf: (mutant: Mutant) => Trial,
): AsyncGenerator<Verdict> {
  for (const mutant of mutants) {
    const { command, timeoutMs } = trialOf(mutant);
    const end =
      command === undefined
        ? 'passed'
        : await copy.withMutant(mutant, () => runCommand(command, copy.folder, timeoutMs));
    yield { mutant, isNoticed: end !== 'passed' };
  }
}
