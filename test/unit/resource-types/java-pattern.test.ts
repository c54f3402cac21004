import { expect } from 'chai';
import { javaPattern } from '../../../src/resource-types/java-pattern.ts';

describe('javaPattern', () => {
  const cases: readonly (readonly [pattern: string, kept: string, broken: string])[] = [
    ['^a+$', 'aa', 'b'],
    ['b', 'abc', 'xyz'],
    [String.raw`^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$`, 'Größe 1', 'a|b'],
    ['(?s)^a.b$', 'a\nb', 'ab'],
    ['^(?i)abc$', 'ABC', 'abd'],
    [String.raw`^\p{Alpha}[\p{Alnum}_]*$`, 'a_1', '1a'],
    [String.raw`^[\p{L}\_\ ]+$`, 'ä_ b', '1'],
    ['^[a-z]++$', 'abc', 'ABC'],
    [String.raw`\A\d{2}\z`, '12', '123'],
  ];
  for (const [pattern, kept, broken] of cases) {
    it(`matches ${JSON.stringify(kept)} and not ${JSON.stringify(broken)} with ${pattern}`, () => {
      expect(javaPattern(pattern).test(kept)).to.equal(true);
      expect(javaPattern(pattern).test(broken)).to.equal(false);
    });
  }

  it('refuses nothing where it does not understand', () => {
    expect(javaPattern('[a&&[^b]').test('anything')).to.be.a('boolean');
    expect(javaPattern('(?<x>[').test('anything')).to.equal(true);
  });
});
