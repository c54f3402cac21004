import { expect } from 'chai';
import { checked, equal, isTrue, type PlainCell } from '../../../../../src/engine/cloud-control/plain/plain-value.ts';

describe('a cell that SQLite would hold as JavaScript does', () => {
  for (const cell of [null, 0, 1, -1, 0.5, 2 ** 53 - 1, 1e-300, '', 'text'] satisfies readonly PlainCell[])
    it(`is ${JSON.stringify(cell)}`, () => {
      expect(checked(cell)).to.equal(cell);
    });

  for (const cell of [-0, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 60, '\uD800'] satisfies readonly PlainCell[])
    it(`is not ${Object.is(cell, -0) ? '-0' : typeof cell === 'string' ? 'half of a character' : String(cell)}`, () => {
      expect(() => checked(cell)).to.throw();
    });
});

describe('what is compared and asked of cells', () => {
  it('is NULL where one of them is', () => {
    expect([equal(1, 1), equal(1, '1'), equal(null, 1), equal('a', null)]).to.deep.equal([1, 0, null, null]);
    expect([isTrue(null), isTrue(0), isTrue(2)]).to.deep.equal([undefined, false, true]);
    expect(() => isTrue('1')).to.throw();
  });
});
