import type { ChosenTests, TestsFor } from './tests-for.ts';
import type { TrialRunner } from './trial-runner.ts';

export interface Verdict {
  readonly number: number;
  /** A test failed, or did not come to its end. */
  readonly isNoticed: boolean;
  /** How many tests that come to it did not run, because there was no time. */
  readonly leftOut: number;
}

/** How a process for trials is begun: with a mutant that is switched on from the start, or without one. */
export type StartRunner = (activeFromStart?: number) => TrialRunner;

/**
 * Tries each mutant with its own tests: in one process for all of them at first, and where that cannot say, in a process of its own that
 * begins with the mutant.
 */
export async function* tryMutants(
  numbers: readonly number[],
  start: StartRunner,
  testsOf: (number: number) => TestsFor,
): AsyncGenerator<Verdict> {
  const shared = start();
  try {
    for (const number of numbers) {
      const { chosen, leftOut, isAtLoad } = testsOf(number);
      const first = isAtLoad ? 'unclear' : await tryIn(shared, number, chosen);
      const isNoticed = first === 'unclear' ? await isNoticedFromStart(start, number, chosen) : first === 'noticed';
      yield { number, isNoticed, leftOut };
    }
  } finally {
    shared.stop();
  }
}

/** `unclear` where what was worked out before hides the mutant, or where one may have left something behind by which tests fail. */
async function tryIn(
  runner: TrialRunner,
  number: number,
  chosen: readonly ChosenTests[],
): Promise<'noticed' | 'survived' | 'unclear'> {
  let isReached = true;
  for (const tests of chosen) {
    const { file, titles } = tests;
    const end = await runner.run({ file, titles, mutant: number, isRecording: false }, timeoutMsOf(tests));
    if (end.kind === 'died') return 'noticed';
    isReached &&= end.reply.isReached;
    if (end.reply.failed.length === 0) continue;
    const again = await runner.run({ file, titles, isRecording: false }, timeoutMsOf(tests));
    if (again.kind === 'ran' && again.reply.failed.length === 0) return 'noticed';
    runner.stop();
    return 'unclear';
  }
  return isReached ? 'survived' : 'unclear';
}

async function isNoticedFromStart(
  start: StartRunner,
  number: number,
  chosen: readonly ChosenTests[],
): Promise<boolean> {
  const runner = start(number);
  try {
    for (const tests of chosen) {
      const { file, titles } = tests;
      const end = await runner.run({ file, titles, mutant: number, isRecording: false }, timeoutMsOf(tests));
      if (end.kind === 'died' || end.reply.failed.length > 0) return true;
    }
    return false;
  } finally {
    runner.stop();
  }
}

/** On a busy machine, with the time to load what is tested. */
function timeoutMsOf({ durationMs }: ChosenTests): number {
  return 20_000 + durationMs * 20;
}
