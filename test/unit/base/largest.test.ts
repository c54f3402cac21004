import { expect } from 'chai';
import { largest } from '../../../src/base/largest.ts';

describe('largest', () => {
  it('finds the largest of very many numbers, and what is least where there are none', () => {
    expect(largest(Array.from({ length: 300_000 }, (_, index) => index))).to.equal(299_999);
    expect(largest([], 8)).to.equal(8);
    expect(largest([-3])).to.equal(0);
  });
});
