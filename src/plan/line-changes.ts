/** One line of a text, and whether it goes, comes or stays. */
export interface LineChange {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** Beyond this many lines texts are not compared line by line: the table of all pairs would be too large. */
const mostLines = 2000;

/** What leads from one text to another, line by line; undefined where one is too long. */
export function lineChanges(before: string, after: string): readonly LineChange[] | undefined {
  const old = before.split('\n');
  const fresh = after.split('\n');
  if (old.length > mostLines || fresh.length > mostLines) return undefined;
  return alignedItems(old, fresh, (one, other) => one === other).map(({ sign, item }) => ({ sign, text: item }));
}

/** Items of two lists in one order, those that both have once: the longest list of common items stays. */
export function alignedItems<T>(
  old: readonly T[],
  fresh: readonly T[],
  isSame: (one: T, other: T) => boolean,
): readonly { readonly sign: LineChange['sign']; readonly item: T }[] {
  // lengths[i][j]: how many items the ends from i and from j have in common.
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = isSame(old[i] as T, fresh[j] as T)
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: { sign: LineChange['sign']; item: T }[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && isSame(old[i] as T, fresh[j] as T)) {
      changes.push({ sign: ' ', item: old[i] as T });
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= fresh.length || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ sign: '-', item: old[i] as T });
      i += 1;
    } else {
      changes.push({ sign: '+', item: fresh[j] as T });
      j += 1;
    }
  }
  return changes;
}
