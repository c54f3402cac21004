/** Runs tests of one file. */
export interface TrialRequest {
  /** From the root: `dist/test/unit/plan/desired-state.test.js`. */
  readonly file: string;
  /** Titles with those of the suites around them; absent for all. */
  readonly titles?: readonly string[];
  /** The mutant that is switched on; absent for the sources as they are. */
  readonly mutant?: number;
  /** Goes on after a test has failed, and says what each reaches. */
  readonly isRecording: boolean;
}

export interface TrialReply {
  readonly failed: readonly string[];
  /** Empty unless it is recorded. */
  readonly tests: readonly {
    readonly title: string;
    readonly durationMs: number;
    readonly reached: readonly number[];
  }[];
  readonly atLoad: readonly number[];
  /** The tests came to the place of the mutant. They do not where what they ask for was worked out before. */
  readonly isReached: boolean;
}
