import { expect } from 'chai';
import { isFixed, unmanagedAmong } from '../../../src/plan/unmanaged.ts';
import type { ResourceType } from '../../../src/resource-types/resource-type.ts';

// What is looked at of a type.
const type = { createOnly: [['Name'], ['Rule', 'Id']] } as unknown as ResourceType;

describe('what no query of a resource saw to', () => {
  const named = { checked: new Set(['Checked', 'Both']), updated: new Set(['Updated', 'Both', 'Name']) };
  const reasons: readonly (readonly [string, string])[] = [
    ['/Name', 'create-only'],
    ['/Name/deeper', 'create-only'],
    ['/Rule/Id', 'create-only'],
    ['/Rule/Other', 'not-named'],
    ['/Checked', 'taken-as-equal'],
    ['/Both/deeper', 'taken-as-equal'],
    ['/Updated', 'not-checked'],
    ['/Other', 'not-named'],
  ];
  for (const [pointer, why] of reasons) {
    it(`${pointer}: ${why}`, () => {
      const difference = { pointer, desired: 1, live: 2, secret: false };
      expect(unmanagedAmong(type, [difference], named, [])).to.deep.equal([{ ...difference, why }]);
    });
  }

  it('needs no reason in the short form, but that it is fixed at creation', () => {
    const whys = ['/Name', '/Checked', '/Other'].map((pointer) => {
      const difference = { pointer, desired: 1, live: 2, secret: false };
      return unmanagedAmong(type, [difference], { ...named, isShortForm: true }, [])[0]?.why;
    });
    expect(whys).to.deep.equal(['create-only', 'declared', 'declared']);
  });

  it('is without what is at or in an ignored place', () => {
    const differences = ['/A', '/A/B', '/AB', '/C/D', '/C'].map((pointer) => ({
      pointer,
      desired: 1,
      live: 2,
      secret: false,
    }));
    const left = unmanagedAmong(type, differences, named, ['/A', '/C/D']);
    expect(left.map(({ pointer }) => pointer)).to.deep.equal(['/AB', '/C']);
  });

  it('is fixed at creation where its path is, or is in, what is', () => {
    const paths = [['Name'], ['Name', 'x'], ['Rule'], ['Rule', 'Id', '0'], ['Other', 'Name'], []];
    expect(paths.map((path) => isFixed(type, path))).to.deep.equal([true, true, false, true, false, false]);
  });
});
