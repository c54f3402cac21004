/** The candidates nearest to a misspelt word, best first; empty where none is near. */
export function nearest(word: string, candidates: Iterable<string>, most = 1): readonly string[] {
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length * 0.4));
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const given = candidate.toLowerCase();
    if (Math.abs(given.length - wanted.length) > limit) continue;
    const distance = editDistance(wanted, given, limit);
    if (distance <= limit && hasSameWords(word, candidate, distance)) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, most).map((entry) => entry.candidate);
}

/**
 * Whether two names of several words differ in letters only, word by word: `public_ip` is no misspelt `private_ip`, though most letters are the
 * same. With a word more or less they must be all but equal.
 */
function hasSameWords(left: string, right: string, distance: number): boolean {
  const [lefts, rights] = [wordsOf(left), wordsOf(right)];
  if (lefts.length !== rights.length) return distance <= 2;
  return lefts.every((one, index) => {
    const other = rights[index] ?? '';
    const limit = Math.max(1, Math.floor(Math.max(one.length, other.length) * 0.4));
    return editDistance(one, other, limit) <= limit;
  });
}

/** `pool`, `name` of `poolName` and of `pool_name`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** `did you mean "x"?` as a help sentence, or undefined where nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const [best] = nearest(word, candidates);
  return best === undefined ? undefined : `did you mean "${best}"?`;
}

/** Optimal string alignment (insertion, deletion, replacement, neighbours swapped); anything over `limit` is `limit + 1`. */
function editDistance(left: string, right: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? limit + 1;
}
