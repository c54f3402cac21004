import { valueSynonyms } from '../facts/synonyms.ts';
import { nameOf, type ScalarRule } from '../place.ts';

/** Two words of a service for one thing. */
export const synonyms: ScalarRule = {
  rule: 'synonym',
  isEqual: (desired, live, place) =>
    valueSynonyms.some(
      ({ types, names, words }) =>
        types.test(place.facts.typeName) &&
        names.test(nameOf(place)) &&
        words.includes(desired) &&
        words.includes(live),
    ),
};
