import { expect } from 'chai';
import { compilePattern } from '../../../../src/engine/functions/pattern.ts';

function matches(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return compiled.ok ? compiled.value.matcher(text).find() : compiled.error;
}

describe('a compiled pattern', () => {
  const table: readonly [string, string, string, boolean | string][] = [
    ['finds what fits', '^a+b$', 'aab', true],
    ['does not find what does not fit', '^a+b$', 'aabc', false],
    ['takes a dot for a line end, too', 'a.b', 'a\nb', true],
    ['says why it is none, in its own words', 'a(', '', 'error parsing regexp: missing closing ): `a(`'],
    [
      'refuses what does not run in linear time',
      '(a)\\1',
      'aa',
      'error parsing regexp: invalid escape sequence: `\\1`',
    ],
  ];
  for (const [title, pattern, text, expected] of table) {
    it(title, () => {
      expect(matches(pattern, text)).to.equal(expected);
    });
  }

  it('is kept, until there are more than sixty-four', () => {
    const compiled = (pattern: string): unknown => {
      const found = compilePattern(pattern);
      return found.ok ? found.value : found.error;
    };
    // Whatever other tests have asked for is forgotten once so many others were asked for.
    for (let index = 0; index < 130; index += 1) compiled(`fill${index}`);
    const kept = [...Array(64).keys()].map((index) => compiled(`new${index}`));
    const again = kept.map((one, index) => one === compiled(`new${index}`));
    // Some were forgotten when the sixty-fifth of all came, and those after it were not.
    const firstKept = again.indexOf(true);
    expect(firstKept).to.be.greaterThan(-1);
    expect(again.slice(firstKept)).to.deep.equal(again.slice(firstKept).map(() => true));
  });
});
