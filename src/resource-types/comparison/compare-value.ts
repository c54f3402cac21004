import { jsonEquals, type Json } from '../../base/json.ts';
import { matchesAny } from '../match-path.ts';
import { same, type Comparison } from './comparison.ts';
import { differentAt, equalBy, type Place, type ScalarRule, type StructureRule } from './place.ts';
import { compareAbsent, isUnset } from './rules/absent.ts';
import { accessString } from './rules/access-string.ts';
import { capitals } from './rules/capitals.ts';
import { cidr } from './rules/cidr.ts';
import { finalDot } from './rules/final-dot.ts';
import { compareJsonText } from './rules/json-text.ts';
import { keyText } from './rules/key-text.ts';
import { compareLists } from './rules/lists.ts';
import { compareMaps } from './rules/maps.ts';
import { namesAndArns } from './rules/names-and-arns.ts';
import { comparePolicies } from './rules/policies.ts';
import { schedule } from './rules/schedule.ts';
import { compareSettings } from './rules/settings.ts';
import { synonyms } from './rules/synonyms.ts';
import { compareTags } from './rules/tags.ts';
import { isTextOfValue } from './rules/text-of-value.ts';
import { time } from './rules/time.ts';
import { version } from './rules/version.ts';

/** The first that has something to say decides. */
const structureRules: readonly StructureRule[] = [
  compareTags,
  comparePolicies,
  compareSettings,
  compareJsonText,
  compareLists,
  compareMaps,
];

/** The first that takes the two for equal is named. */
const scalarRules: readonly ScalarRule[] = [
  namesAndArns,
  version,
  cidr,
  finalDot,
  capitals,
  keyText,
  time,
  schedule,
  synonyms,
  accessString,
];

/** Compares what is declared at a place with what is live there. */
export function compareValue(place: Place, desired: Json, live: Json | undefined): Comparison {
  if (jsonEquals(desired, live)) return same;
  // Some write-only properties are returned after all, whole or empty (recorded reads of 2026: option settings of Elastic Beanstalk;
  // `Code: {}` of Lambda).
  if (isWriteOnly(place) && isUnset(live ?? null)) return equalBy(place, 'write-only');
  if (live === undefined || live === null) return compareAbsent(place, desired, live);
  if (isUnset(desired) && isUnset(live)) return equalBy(place, 'unset');
  for (const rule of structureRules) {
    const comparison = rule(place, desired, live, compareValue);
    if (comparison !== undefined) return comparison;
  }
  if (isTextOfValue(desired, live)) return equalBy(place, 'text-of-value');
  if (typeof desired === 'string' && typeof live === 'string') {
    const found = scalarRules.find(({ isEqual }) => isEqual(desired, live, place));
    if (found !== undefined) return equalBy(place, found.rule);
  }
  return differentAt(place, desired, live);
}

function isWriteOnly({ facts, path, isReturned }: Place): boolean {
  return !isReturned && matchesAny(facts.writeOnly, path);
}
