import type { Json } from '../../../base/json.ts';
import type { Comparison, Equal } from '../comparison.ts';

/**
 * The members of two lists of one length in pairs that are equal; undefined where there are no such pairs for all. An item that says
 * little is equal to several live ones, so an earlier choice gives way where a later item needs it.
 */
export function matchMembers(
  desired: readonly Json[],
  live: readonly Json[],
  compare: (item: Json, other: Json, index: number) => Comparison,
): readonly Equal[] | undefined {
  const known = new Map<string, Comparison>();
  const verdict = (index: number, candidate: number): Comparison => {
    const key = `${index} ${candidate}`;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    // Both are within their lists.
    const made = compare(desired[index] as Json, live[candidate] as Json, index);
    known.set(key, made);
    return made;
  };
  /** Of each live member the declared one that has it. */
  const owners = new Map<number, number>();
  const findFor = (index: number, tried: Set<number>): boolean => {
    for (const candidate of live.keys()) {
      if (tried.has(candidate) || verdict(index, candidate).kind === 'different') continue;
      tried.add(candidate);
      const owner = owners.get(candidate);
      if (owner !== undefined && !findFor(owner, tried)) continue;
      owners.set(candidate, index);
      return true;
    }
    return false;
  };
  for (const index of desired.keys()) if (!findFor(index, new Set())) return undefined;
  return [...owners].map(([candidate, index]) => verdict(index, candidate)).filter((one) => one.kind === 'equal');
}
