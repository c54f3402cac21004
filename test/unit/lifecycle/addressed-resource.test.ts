import { expect } from 'chai';
import { boundBy } from '../../../src/lifecycle/addressed-resource.ts';
import { deleteOperation, updateOperation } from '../../../src/lifecycle/made-operations.ts';
import { Unknown, type Value } from '../../../src/values/value.ts';
import { createTestRegistry } from '../engine/test-registry.ts';

const type = createTestRegistry().find('AWS::EC2::VPC')!;
const at = { source: { path: 'm.yml', text: '' }, start: 0, end: 0 };
const made = deleteOperation({ type, region: 'r', identifier: 'v1', at });
const later = new Unknown('net.id');

describe('the one resource that a write is about', () => {
  const table: readonly [string, readonly Value[], readonly Value[], string | undefined][] = [
    ['is where one region and one identifier are', ['r'], ['v1'], 'r v1'],
    ['is none of two regions', ['r', 's'], ['v1'], undefined],
    ['is none of two identifiers', ['r'], ['v1', 'v2'], undefined],
    ['is none without a region', [], ['v1'], undefined],
    ['is none without an identifier', ['r'], [], undefined],
    ['is none in a region that is not known', [later], ['v1'], undefined],
    ['is none of an identifier that is not known', ['r'], [later], undefined],
  ];
  for (const [title, regions, identifiers, expected] of table)
    it(title, () => {
      const bound = boundBy({ ...made, target: { ...made.target, regions, identifiers } });
      expect(bound === undefined ? undefined : `${bound.region} ${bound.identifier}`).to.equal(expected);
    });

  it('has the patch of an update, and none of a delete', () => {
    const patch = [{ op: 'add', path: '/A', value: 1 }] as const;
    expect(boundBy(updateOperation({ type, region: 'r', identifier: 'v1', at }, patch))?.patch).to.deep.equal(patch);
    expect(boundBy(made)?.patch).to.equal(undefined);
  });
});
