import { enumerate, shorten } from '../base/text.ts';
import type { Json } from '../base/json.ts';
import type { Allowance } from '../resource-types/comparison/comparison.ts';
import type { Difference } from '../resource-types/comparison/differences.ts';
import type { UnmanagedDifference } from '../plan/unmanaged.ts';
import { mask } from '../values/reading.ts';

/** `RefreshTokenValidity is 30; desired 1`. */
export function differenceLines(differences: readonly Difference[]): readonly string[] {
  return differences.map((difference) => {
    const name = propertyName(difference);
    if (difference.secret) return `${name} is not the desired one (${mask})`;
    const live = difference.live === undefined ? 'is not set' : `is ${shown(difference.live)}`;
    const desired = difference.desired === undefined ? 'not desired' : `desired ${shown(difference.desired)}`;
    return `${name} ${live}; ${desired}`;
  });
}

/** `RefreshTokenValidity: 30 → 1`; what was not there before has its new value alone. */
export function changeText(difference: Difference | UnmanagedDifference): string {
  const { live, desired, secret } = difference;
  const name = propertyName(difference);
  // No read returns what was there before.
  if ('why' in difference && difference.why === 'write-only') return `${name}: sent again`;
  if (secret) return `${name}: ${mask} → ${mask}`;
  const after = desired === undefined ? 'removed' : shorten(JSON.stringify(desired), longestInLine);
  return live === undefined
    ? `${name}: ${after}`
    : `${name}: ${shorten(JSON.stringify(live), longestInLine)} → ${after}`;
}

/** Characters of a value in a line about several; a plan shows all of it. */
const longestInLine = 60;

/** `TokenValidityUnits.AccessToken`. */
export function propertyName({ pointer }: Pick<Difference, 'pointer'>): string {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

/** Why values are equal that a query does not take for equal; nothing where all are the same. */
export function equalLines(equalBy: readonly Allowance[]): readonly string[] {
  const rules = new Map<string, Set<string>>();
  for (const { pointer, rule } of equalBy) {
    if (rule === 'write-only') continue;
    const name = propertyName({ pointer });
    rules.set(name, (rules.get(name) ?? new Set()).add(rule));
  }
  if (rules.size === 0) return [];
  const names = [...rules].map(([name, by]) => `${name} (${[...by].join(', ')})`);
  return [`equal, though not the same: ${enumerate(names)}; to compare them use as_declared(column, value)`];
}

function shown(value: Json): string {
  return shorten(JSON.stringify(value), 120);
}
