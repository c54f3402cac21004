import { caseBlind } from '../facts/case-blind.ts';
import { matchesPath } from '../../match-path.ts';
import { nameOf, type Place, type ScalarRule } from '../place.ts';

/** Capitals where it is known of the property that its service does not tell them apart, by itself or by the words it allows. */
export const capitals: ScalarRule = {
  rule: 'capitals',
  isEqual: (desired, live, place) =>
    desired.toLowerCase() === live.toLowerCase() &&
    (isOtherwiseUnknown(desired, live, place) || isCaseBlind(desired, place)),
};

function isCaseBlind(desired: string, place: Place): boolean {
  const name = nameOf(place);
  const two = place.path.slice(-2).join('/');
  return caseBlind.some(
    ({ types, names, values }) =>
      types.test(place.facts.typeName) &&
      (names.test(name) || names.test(two)) &&
      (values === undefined || values.test(desired)),
  );
}

/**
 * What is declared is none of the words that the schema allows, and what is live is one: the service took it and cannot have meant
 * another.
 */
function isOtherwiseUnknown(desired: string, live: string, { facts, path }: Place): boolean {
  const known = facts.words.find((one) => matchesPath(one.path, path))?.words;
  return known !== undefined && known.includes(live) && !known.includes(desired);
}
