import { expect } from 'chai';
import { undeclaredMembers } from '../../../../src/engine/cloud-control/explain/undeclared-members.ts';

describe('undeclaredMembers', () => {
  it('names what is live and not declared, in maps and in lists as long', () => {
    const declared = { a: { b: 1 }, c: [{ d: 1 }, 'x'], e: 1 };
    const live = { a: { b: 2, more: null }, c: [{ d: 1, f: 2 }, { g: 1 }], h: {} };
    expect(undeclaredMembers(declared, live)).to.deep.equal([['a', 'more'], ['c', '0', 'f'], ['h']]);
  });

  it('names nothing of lists of different lengths, and of what is no map', () => {
    expect(undeclaredMembers([{}], [{ a: 1 }, { b: 1 }])).to.deep.equal([]);
    expect(undeclaredMembers('x', { a: 1 })).to.deep.equal([]);
    expect(undeclaredMembers({}, undefined)).to.deep.equal([]);
  });
});
