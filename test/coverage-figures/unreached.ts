/** A branch that no test comes to. */
export interface UnreachedBranch {
  /** From the root of the repository, with `/`: `src/plan/own-tags.ts`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The line that it begins in, without the blanks around it: it finds the branch again after the file has moved. */
  readonly lineText: string;
  /** What of that line belongs to it: `?? ''`, `return undefined;`. */
  readonly text: string;
}

/** Why no test comes to a branch. */
export interface Reason {
  readonly file: string;
  readonly lineText: string;
  readonly text: string;
  readonly reason: string;
}

/** What c8 writes with its reporter `json`: of each file where its branches are, and how often each was reached. Lines count from 1. */
export type CoverageOfFiles = Readonly<
  Record<
    string,
    {
      readonly branchMap: Readonly<Record<string, { readonly locations: readonly Range[] }>>;
      readonly b: Readonly<Record<string, readonly number[]>>;
    }
  >
>;

interface Range {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** The branches of one file that were not reached, in the order of their lines. */
export function unreachedIn(
  file: string,
  source: string,
  { branchMap, b }: CoverageOfFiles[string],
): readonly UnreachedBranch[] {
  const lines = source.split('\n');
  return Object.entries(b)
    .flatMap(([key, hits]) =>
      hits.flatMap((count, index): UnreachedBranch[] => {
        const range = branchMap[key]?.locations[index];
        if (count > 0 || range === undefined) return [];
        const { start, end } = range;
        const whole = lines[start.line - 1] ?? '';
        const text = whole.slice(start.column, end.line === start.line ? end.column : undefined).trim();
        return [{ file, line: start.line, lineText: whole.trim(), text }];
      }),
    )
    .sort((left, right) => left.line - right.line);
}

/** Reads `unreached.tsv`: file, line, branch and reason, separated by tabs; lines that begin with # are comments. */
export function readReasons(text: string): readonly Reason[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [file = '', lineText = '', branch = '', reason = '', ...more] = line.split('\t');
      if (reason.trim() === '' || more.length > 0)
        throw new Error(`expected file, line, branch and reason, separated by tabs: ${line}`);
      return { file, lineText, text: branch, reason };
    });
}

export interface ExplainedBranch extends UnreachedBranch {
  readonly reason: string;
}

/** The branches for which there is a reason, and the reasons that fit no branch: its code has changed, or a test comes to it by now. */
export function withReasons(
  branches: readonly UnreachedBranch[],
  reasons: readonly Reason[],
): { readonly explained: readonly ExplainedBranch[]; readonly stale: readonly Reason[] } {
  const used = new Set<Reason>();
  const explained = branches.flatMap((branch) => {
    const found = reasons.find((one) => isSame(one, branch));
    if (found === undefined) return [];
    used.add(found);
    return [{ ...branch, reason: found.reason }];
  });
  return { explained, stale: reasons.filter((one) => !used.has(one)) };
}

function isSame(one: Reason, { file, lineText, text }: UnreachedBranch): boolean {
  return one.file === file && one.lineText === lineText && one.text === text;
}
