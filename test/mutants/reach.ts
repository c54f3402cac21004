/** What one test file was seen to do. */
export interface TestFileReach {
  /** Digest of what is compiled of it: with another one it has to be recorded again. */
  readonly digest: string;
  readonly durationMs: number;
  /** Its tests fail in the copy that mutants are tried in. */
  readonly isFailing: boolean;
  /** By source (`src/plan/desired-state.ts`), the indices of the functions that its tests call. */
  readonly called: Readonly<Record<string, readonly number[]>>;
}

/** Recorded test files by name: `dist/test/unit/plan/desired-state.test.js`. */
export type Reach = Readonly<Record<string, TestFileReach>>;
