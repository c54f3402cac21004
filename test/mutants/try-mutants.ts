import type { Mutant } from './mutant.ts';
import { runCommand } from './run-command.ts';
import type { ScratchCopy } from './scratch-copy.ts';

export interface Verdict {
  readonly mutant: Mutant;
  /** A test failed, or did not come to its end. */
  readonly isNoticed: boolean;
}

/**
 * Tries each mutant with the tests of its part. `commandFor` gives the arguments of Node.js that run them: they have to pass without a
 * mutant, and the time that takes says how long is too long with one.
 */
export async function* tryMutants(
  copy: ScratchCopy,
  mutants: readonly Mutant[],
  commandFor: (mutant: Mutant) => readonly string[],
): AsyncGenerator<Verdict> {
  const timeouts = new Map<string, number>();
  for (const mutant of mutants) {
    const command = commandFor(mutant);
    const name = command.join(' ');
    const timeoutMs = timeouts.get(name) ?? (await timeoutFor(command, copy.folder));
    timeouts.set(name, timeoutMs);
    const end = await copy.withMutant(mutant, () => runCommand(command, copy.folder, timeoutMs));
    yield { mutant, isNoticed: end !== 'passed' };
  }
}

const atMostMs = 600_000;

async function timeoutFor(command: readonly string[], folder: string): Promise<number> {
  const started = performance.now();
  const end = await runCommand(command, folder, atMostMs);
  if (end !== 'passed') throw new Error(`the tests fail without a mutant: node ${command.join(' ')}`);
  return Math.round((performance.now() - started) * 4) + 20_000;
}
