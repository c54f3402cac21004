import { nameOf, type ScalarRule } from '../place.ts';

/**
 * The rights of a Redis or Valkey user: a user may do nothing to begin with, so `-@all` before the first right says nothing, and
 * MemoryDB and ElastiCache add it (valkey.io, "ACL": rules are applied from left to right; recorded reads of 2026).
 */
export const accessString: ScalarRule = {
  rule: 'access-string',
  isEqual: (desired, live, place) => nameOf(place) === 'AccessString' && meaning(desired) === meaning(live),
};

function meaning(text: string): string {
  const words = text.trim().split(/\s+/);
  const first = words.findIndex((word) => /^[+-]/.test(word) && word !== '-@all');
  return words.filter((word, index) => word !== '-@all' || (first >= 0 && index > first)).join(' ');
}
