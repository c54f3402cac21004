/** What one test was seen to do. */
export interface TestReach {
  /** With the titles of the suites around it. */
  readonly title: string;
  readonly durationMs: number;
  /** It fails in the copy that mutants are tried in, without a mutant. */
  readonly isFailing: boolean;
  /** The numbers of the mutants whose places it comes to. */
  readonly reached: readonly number[];
}

/** What the tests of one file were seen to do. */
export interface TestFileReach {
  /** Digest of what is compiled of it: with another one it has to be recorded again. */
  readonly digest: string;
  readonly tests: readonly TestReach[];
  /** What is reached while the file and what it imports are loaded. */
  readonly atLoad: readonly number[];
}

/** Recorded test files by name: `dist/test/unit/plan/desired-state.test.js`. */
export type Reach = Readonly<Record<string, TestFileReach>>;
