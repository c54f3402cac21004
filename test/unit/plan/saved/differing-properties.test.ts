import { expect } from 'chai';
import { differingProperties } from '../../../../src/plan/saved/differing-properties.ts';
import type { SavedValue } from '../../../../src/plan/saved/saved-value.ts';
import { makeType } from '../../resource-types/shipped-types.ts';

const type = makeType({
  properties: {
    Name: { type: 'string' },
    Size: { type: 'integer' },
    Names: { type: 'array', items: { type: 'string' }, insertionOrder: false, uniqueItems: true },
    Note: { type: 'object', properties: { A: { type: 'string' }, B: { type: 'string' } } },
    Steps: { type: 'array', items: { type: 'object', properties: { A: { type: 'string' } } } },
  },
  primaryIdentifier: ['/properties/Name'],
});

describe('where live properties are not as they were saved', () => {
  const place = (pointer: string, planned: unknown, now: unknown, secret = false) => ({
    pointer,
    planned,
    now,
    secret,
  });
  const seal = (value: string) => [{ at: '/Note/A', seal: value }];
  const table: readonly [string, SavedValue, SavedValue, readonly unknown[]][] = [
    ['is nowhere where nothing differs', { value: { Name: 'a' } }, { value: { Name: 'a' } }, []],
    ['is where another value is', { value: { Size: 1 } }, { value: { Size: 2 } }, [place('/Size', 1, 2)]],
    [
      'is where something is gone',
      { value: { Size: 1, Name: 'a' } },
      { value: { Name: 'a' } },
      [place('/Size', 1, undefined)],
    ],
    [
      'is where something has come',
      { value: { Name: 'a' } },
      { value: { Name: 'a', Size: 2 } },
      [place('/Size', undefined, 2)],
    ],
    [
      'is told once for what differs both ways',
      { value: { Note: { A: 'x' } } },
      { value: { Note: { A: 'y' } } },
      [place('/Note/A', 'x', 'y')],
    ],
    [
      'is nowhere for the order of a list without one',
      { value: { Names: ['a', 'b'] } },
      { value: { Names: ['b', 'a'] } },
      [],
    ],
    [
      'is where a secret is another one, and nowhere else',
      { value: { Note: { A: null, B: 'b' } }, secrets: seal('1') },
      { value: { Note: { A: null, B: 'b' } }, secrets: seal('2') },
      [place('/Note/A', null, null, true)],
    ],
    [
      'is beside a secret that is the same',
      { value: { Note: { A: null, B: 'b' } }, secrets: seal('1') },
      { value: { Note: { A: null, B: 'c' } }, secrets: seal('1') },
      [place('/Note/B', 'b', 'c')],
    ],
    [
      'is not where something was not known',
      { value: { Size: null, Name: 'a' }, unknown: ['/Size'] },
      { value: { Size: 3, Name: 'b' } },
      [place('/Name', 'a', 'b')],
    ],
    [
      'is not where a text was known in part and fits',
      { value: { Name: null, Size: 1 }, partly: [{ at: '/Name', parts: ['a-', null] }] },
      { value: { Name: 'a-7', Size: 2 } },
      [place('/Size', 1, 2)],
    ],
  ];
  for (const [title, planned, now, expected] of table) {
    it(title, () => {
      expect(differingProperties(type, planned, now, {})).to.deep.equal(expected);
    });
  }

  it('goes by the plain JSON where the type is not known', () => {
    expect(
      differingProperties(undefined, { value: { Names: ['a', 'b'] } }, { value: { Names: ['b', 'a'] } }, {}),
    ).to.deep.equal([place('/Names/0', 'a', 'b'), place('/Names/1', 'b', 'a')]);
  });

  it('tells a list as a whole, without what is hidden in it', () => {
    const before = { value: { Steps: [{ A: null }, { A: 'b' }] }, secrets: [{ at: '/Steps/0/A', seal: '1' }] };
    expect(differingProperties(type, before, before, {})).to.deep.equal([]);
    const after = { value: { Steps: [{ A: null }, { A: 'c' }] }, secrets: [{ at: '/Steps/0/A', seal: '1' }] };
    expect(differingProperties(type, before, after, {}).map(({ pointer }) => pointer)).to.deep.equal(['/Steps']);
  });
});
