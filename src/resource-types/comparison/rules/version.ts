import { nameOf, type ScalarRule } from '../place.ts';

/**
 * A version and the patch release that the service chose for it: `8.0` is `8.0.45` and never `8.04` (Amazon RDS User Guide, "Engine
 * version": a major version stands for its default minor version; recorded reads of 2026). `LATEST` is whatever the
 * service has (Amazon ECS Developer Guide, "Fargate platform versions"); `$Latest` of launch templates is returned as it is.
 */
export const version: ScalarRule = {
  rule: 'version',
  isEqual: (desired, live, place) =>
    nameOf(place).endsWith('Version') &&
    isVersion(live) &&
    (desired === 'LATEST' || (isVersion(desired) && live.startsWith(desired + '.'))),
};

function isVersion(text: string): boolean {
  return /^\d+(\.[A-Za-z0-9_-]+)*$/.test(text);
}
