import type { Reach } from './reach.ts';

/** What is kept of a recording: the numbers in it are indices of these names. */
export interface KeptRecording {
  readonly names: readonly string[];
  readonly reach: Reach;
  /** Names of mutants that were not there when some of the tests were recorded. */
  readonly unrecorded: readonly string[];
}

/** What tests were seen to reach, by the numbers that mutants have now. */
export interface Recording {
  readonly reach: Reach;
  /** The numbers of mutants that were not there when some of the tests were recorded. */
  readonly unrecorded: ReadonlySet<number>;
}

const nothingRecorded: Recording = { reach: {}, unrecorded: new Set() };

/**
 * What of a kept recording holds for the mutants as they are now. Nothing of it where a source has come that it knows nothing of: any test
 * may come to that.
 */
export function fromKept(kept: KeptRecording, names: readonly string[]): Recording {
  const sources = new Set(kept.names.map(sourceOf));
  if (names.some((name) => !sources.has(sourceOf(name)))) return nothingRecorded;
  const numbers = new Map(names.map((name, number) => [name, number]));
  const moved = kept.names.map((name) => numbers.get(name));
  const move = (old: readonly number[]): readonly number[] => old.flatMap((number) => moved[number] ?? []);
  const recorded = new Set(kept.names);
  for (const name of kept.unrecorded) recorded.delete(name);
  return {
    reach: Object.fromEntries(
      Object.entries(kept.reach).map(([file, { digest, tests, atLoad }]) => [
        file,
        {
          digest,
          tests: tests.map((test) => ({ ...test, reached: move(test.reached) })),
          atLoad: move(atLoad),
        },
      ]),
    ),
    unrecorded: new Set(names.flatMap((name, number) => (recorded.has(name) ? [] : [number]))),
  };
}

/** The file in the name of a mutant: see `nameOf`. */
function sourceOf(name: string): string {
  return name.slice(0, name.indexOf('\n'));
}
