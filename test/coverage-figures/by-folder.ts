import { relative } from 'node:path';

/** How much of something was reached. */
export interface Reached {
  readonly covered: number;
  readonly total: number;
}

export interface FolderCoverage {
  /** Of `src`: `lifecycle`. */
  readonly folder: string;
  readonly lines: Reached;
  readonly branches: Reached;
}

/** What c8 writes with its reporter `json-summary`: figures by file, and those of all under `total`. */
export type CoverageSummary = Readonly<Record<string, { readonly lines: Reached; readonly branches: Reached }>>;

/** The figures by folder of `root`, in the order of the alphabet; files outside of folders are left out. */
export function coverageByFolder(summary: CoverageSummary, root: string): readonly FolderCoverage[] {
  const folders = new Map<string, FolderCoverage>();
  for (const [file, { lines, branches }] of Object.entries(summary)) {
    const [folder = '', ...rest] = relative(root, file).split(/[\\/]/);
    if (file === 'total' || folder === '..' || rest.length === 0) continue;
    const before = folders.get(folder) ?? { folder, lines: none, branches: none };
    folders.set(folder, { folder, lines: sum(before.lines, lines), branches: sum(before.branches, branches) });
  }
  return [...folders.values()].sort((left, right) => (left.folder < right.folder ? -1 : 1));
}

export function percentOf({ covered, total }: Reached): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

const none: Reached = { covered: 0, total: 0 };

function sum(left: Reached, right: Reached): Reached {
  return { covered: left.covered + right.covered, total: left.total + right.total };
}
