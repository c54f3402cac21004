import { functionAround, functionsOf } from './functions-of.ts';
import type { Mutant } from './mutant.ts';
import type { Reach, TestFileReach } from './reach.ts';

/** The test files that may notice a mutant, in the order to run them in, and how long they took when they were recorded. */
export interface TestsFor {
  readonly files: readonly string[];
  readonly durationMs: number;
}

/**
 * Test files that call the function that is changed: those of the same folder first, then the fastest, as many as fit into a time. A change
 * outside of functions, or in one that runs while its module is loaded, is left to all test files that call anything of its file.
 */
export function testsFor(mutant: Mutant, source: string, reach: Reach, atMostMs: number): TestsFor {
  const index = functionAround(functionsOf(mutant.file, source), mutant.start);
  const passing = Object.entries(reach).filter(([, { isFailing }]) => !isFailing);
  const calling = (isCalled: (called: readonly number[]) => boolean): readonly (readonly [string, TestFileReach])[] =>
    passing.filter(([, { called }]) => isCalled(called[mutant.file] ?? []));
  const direct = index === undefined ? [] : calling((called) => called.includes(index));
  const chosen = direct.length > 0 ? direct : calling((called) => called.length > 0);
  const ordered = [...chosen].sort(
    ([first, { durationMs: firstMs }], [second, { durationMs: secondMs }]) =>
      distance(first, mutant.file) - distance(second, mutant.file) || firstMs - secondMs,
  );
  const files: string[] = [];
  let durationMs = 0;
  for (const [name, recorded] of ordered) {
    if (files.length > 0 && durationMs + recorded.durationMs > atMostMs) continue;
    files.push(name);
    durationMs += recorded.durationMs;
  }
  return { files, durationMs };
}

/** 0 for the test file of the source itself, 1 for those of its folder, 2 for all others. */
function distance(testFile: string, source: string): number {
  const own = source.replace(/^src\//, 'dist/test/unit/').replace(/\.ts$/, '.test.js');
  if (testFile === own) return 0;
  return testFile.startsWith(own.slice(0, own.lastIndexOf('/') + 1)) ? 1 : 2;
}
