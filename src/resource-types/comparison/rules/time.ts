import type { ScalarRule } from '../place.ts';

/** Two ways to write one instant (ISO 8601): with and without fractions of a second, `Z` and `+00:00`. */
export const time: ScalarRule = {
  rule: 'time',
  isEqual: (desired, live) => isInstant(desired) && isInstant(live) && Date.parse(desired) === Date.parse(live),
};

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
}
