import { expect } from 'chai';
import { pruneTexts, pruneWishOf } from '../../../src/lifecycle/prune-wish.ts';

describe('what a person wants to have pruned', () => {
  const named = [{ typeName: 'AWS::EC2::VPC', identifier: 'a=b' }];
  const table: readonly [readonly string[], ReturnType<typeof pruneWishOf>][] = [
    [[], undefined],
    [['orphans'], { orphans: true, named: [] }],
    [['AWS::EC2::VPC=a=b'], { orphans: false, named }],
    [['orphans', 'AWS::EC2::VPC=a=b'], { orphans: true, named }],
  ];
  for (const [texts, wish] of table)
    it(`is read from ${JSON.stringify(texts)}, and written so`, () => {
      expect(pruneWishOf(texts)).to.deep.equal(wish);
      if (wish !== undefined) expect(pruneTexts(wish)).to.deep.equal(texts);
    });
});
