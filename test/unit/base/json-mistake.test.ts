import { expect } from 'chai';
import { findJsonMistake } from '../../../src/base/json-mistake.ts';
import { parseJson } from '../../../src/base/json.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

describe('findJsonMistake', () => {
  const wrong: readonly (readonly [text: string, offset: number, message: string])[] = [
    ['', 0, 'expected a value, got the end of the text'],
    [' {"a": 1', 8, 'expected "," or "}", got the end of the text'],
    ['{"a": 1,}', 8, 'expected a key in double quotes, got "}"'],
    ['{"a": 1 "b": 2}', 8, `expected "," or "}", got "'b': 2}"`],
    ['{a: 1}', 1, 'expected a key in double quotes or "}", got "a"'],
    ['{"a" 1}', 5, 'expected ":", got "1"'],
    ['[1, 2,]', 6, 'expected a value, got "]"'],
    ['[1 2]', 3, 'expected "," or "]", got "2"'],
    ['[01]', 1, 'expected a value or "]", got "01"'],
    ['[1}', 2, 'expected "," or "]", got "}"'],
    ['{"a": tru}', 6, 'expected a value, got "tru"'],
    ["{'a': 1}", 1, 'expected a key in double quotes or "}", got "\'"'],
    ['["a\nb"]', 1, `expected a value or "]", got "'a"`],
    ['["\\x"]', 1, `expected a value or "]", got "'\\\\x']"`],
    ['{} {}', 3, 'expected nothing more, got "{"'],
    ['// no', 0, 'expected a value, got "/"'],
  ];
  for (const [text, offset, message] of wrong) {
    it(`finds where ${JSON.stringify(text)} goes wrong`, () => {
      const { offset: found, message: told } = findJsonMistake(text) ?? {};
      expect({ offset: found, message: told }).to.deep.equal({ offset, message });
    });
  }

  it('agrees with JSON.parse on what is JSON, over texts with a character changed', () => {
    const text = '{"a": [1, -2.5e3, true, null, "x\\u0041\\n"], "b": {"c": {}, "d": []}}';
    const random = createSeededRandom('json');
    const characters = '{}[],:"\\ 0-1.eEtnu\n\u007fx';
    for (let round = 0; round < 3000; round += 1) {
      const [at = 0, what = 0, how = 0] = random.bytes(3);
      const cut = at % text.length;
      const put = characters[what % characters.length] ?? '';
      const changed = text.slice(0, cut) + (how % 3 === 0 ? '' : put) + text.slice(cut + (how % 2));
      expect(findJsonMistake(changed) === undefined, changed).to.equal(parseJson(changed) !== undefined);
    }
  });
});
