import type { Recording } from './kept-recording.ts';
import type { Mutant } from './mutant.ts';
import type { TestReach, Reach } from './reach.ts';

/** Tests of one file, and how long they took when they were recorded. */
export interface ChosenTests {
  readonly file: string;
  readonly titles: readonly string[];
  readonly durationMs: number;
}

/** The tests that may notice a mutant, in the order to run them in. */
export interface TestsFor {
  readonly chosen: readonly ChosenTests[];
  /** How many tests more there are for which there is no time. */
  readonly leftOut: number;
  /** It takes effect while modules are loaded, so that it has to be switched on before. */
  readonly isAtLoad: boolean;
}

/**
 * The tests that come to the place that is changed, and all of the source's own test file, since what a process or a worker of theirs comes
 * to is not recorded: those of the own test file first, then those of its folder, then the fastest of the others, as many as fit into a
 * time, those of one file together. What is reached by no test but while modules are loaded is left to the tests that come to anything of
 * the same source; so is what was not there when some of the tests were recorded.
 */
export function testsFor(
  number: number,
  mutants: readonly Mutant[],
  { reach, unrecorded }: Recording,
  atMostMs: number,
): TestsFor {
  const source = mutants[number]?.file ?? '';
  const isReached = ({ reached }: TestReach): boolean => reached.includes(number);
  const isLoaded = Object.values(reach).some(({ atLoad }) => atLoad.includes(number));
  // Of what is newer it is not known whether it is reached at all, nor by which of the older tests.
  const isAtLoad = unrecorded.has(number) || (isLoaded && testsWith(reach, isReached).length === 0);
  const ofSource = new Set(mutants.flatMap(({ file }, index) => (file === source ? [index] : [])));
  const candidates = testsWith(reach, (test, file) =>
    isAtLoad ? test.reached.some((one) => ofSource.has(one)) : isReached(test) || distance(file, source) === 0,
  );
  return { ...chosenOf(candidates, source, atMostMs), isAtLoad };
}

interface Candidate {
  readonly file: string;
  readonly test: TestReach;
}

function testsWith(reach: Reach, isChosen: (test: TestReach, file: string) => boolean): readonly Candidate[] {
  return Object.entries(reach).flatMap(([file, { tests }]) =>
    tests.filter((test) => !test.isFailing && isChosen(test, file)).map((test) => ({ file, test })),
  );
}

function chosenOf(
  candidates: readonly Candidate[],
  source: string,
  atMostMs: number,
): { readonly chosen: readonly ChosenTests[]; readonly leftOut: number } {
  const ordered = [...candidates].sort(
    (first, second) =>
      distance(first.file, source) - distance(second.file, source) || first.test.durationMs - second.test.durationMs,
  );
  const byFile = new Map<string, { readonly file: string; readonly titles: string[]; durationMs: number }>();
  let leftOut = 0;
  let durationMs = 0;
  for (const { file, test } of ordered) {
    if (byFile.size > 0 && durationMs + test.durationMs > atMostMs) {
      leftOut += 1;
      continue;
    }
    const own = byFile.get(file) ?? { file, titles: [], durationMs: 0 };
    byFile.set(file, own);
    own.titles.push(test.title);
    own.durationMs += test.durationMs;
    durationMs += test.durationMs;
  }
  // The files of a kind that take least come first.
  const chosen = [...byFile.values()].sort(
    (first, second) =>
      distance(first.file, source) - distance(second.file, source) || first.durationMs - second.durationMs,
  );
  return { chosen, leftOut };
}

/** 0 for the test file of the source itself, 1 for those of its folder, 2 for all others. */
function distance(testFile: string, source: string): number {
  const own = source.replace(/^src\//, 'dist/test/unit/').replace(/\.ts$/, '.test.js');
  if (testFile === own) return 0;
  return testFile.startsWith(own.slice(0, own.lastIndexOf('/') + 1)) ? 1 : 2;
}
