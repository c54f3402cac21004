import { shorten } from '../base/text.ts';
import type { Json } from '../base/json.ts';
import type { Difference } from '../resource-types/comparison/differences.ts';
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

/** `TokenValidityUnits.AccessToken`. */
export function propertyName(difference: Difference): string {
  return difference.pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

function shown(value: Json): string {
  return shorten(JSON.stringify(value), 120);
}
