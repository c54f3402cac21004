/** A part of the benchmarks: some figures, and what docs/performance.md shows of them. */
export interface Section {
  /** What `--only` takes, and what its place in docs/performance.md is called. */
  readonly name: string;
  /** Whether it takes minutes: it runs with `--all`, or where it is asked for by name. */
  readonly isLong: boolean;
  tell(bench: Bench): Promise<Told>;
}

export interface Told {
  /** Markdown. */
  readonly lines: readonly string[];
  /** Pictures by the name of their file in docs/performance. Default: none. */
  readonly plots?: Readonly<Record<string, string>>;
}

/** What the sections of a run share. */
export interface Bench {
  /** The Node.js binaries to measure with. */
  readonly nodes: readonly string[];
  /** Stacks of more resources are left out. */
  readonly most: number;
  /** Measures, or answers with what was measured before under that name by the same program, where `--resume` was given. */
  readonly keep: <T>(key: string, measure: () => Promise<T>) => Promise<T>;
}
