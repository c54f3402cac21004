import { expect } from 'chai';
import type { JsonObject } from '../../../../../src/base/json.ts';
import { err, ok, type Result } from '../../../../../src/base/result.ts';
import { subnetRouteTableAssociations } from '../../../../../src/engine/cloud-control/special-tables/subnet-route-table-associations.ts';
import type { SpecialReads } from '../../../../../src/engine/cloud-control/special-tables/special-reads.ts';
import type { Failure } from '../../../../../src/provider/failure.ts';
import type { Listing, Reading } from '../../../../../src/provider/provider.ts';

const typeName = 'AWS::EC2::SubnetRouteTableAssociation';
// Nothing of it is looked at.
const failure = { kind: 'throttled' } as unknown as Failure;

async function read(listing: Result<Listing, Failure>, readings: Readonly<Record<string, Result<Reading, Failure>>>) {
  const asked: unknown[] = [];
  const reads = {
    list: (request: unknown) => {
      asked.push(request);
      return Promise.resolve(listing);
    },
    read: (target: { readonly identifier: string }) => {
      asked.push(target);
      return Promise.resolve(readings[target.identifier] ?? err(failure));
    },
  } as unknown as SpecialReads;
  const given = new Map<string, string>();
  return { answer: await subnetRouteTableAssociations.read({ region: 'eu-west-1', given }, reads), asked };
}

const listed = (...identifiers: readonly string[]): Result<Listing, Failure> =>
  ok({
    kind: 'complete',
    resources: identifiers.map((identifier) => ({ identifier, properties: {} })),
  } as unknown as Listing);
const present = (properties: JsonObject): Result<Reading, Failure> =>
  ok({ kind: 'found', identifier: 'i', properties });

describe('which subnet uses which route table', () => {
  it('is a list, and a read of each', async () => {
    const { answer, asked } = await read(listed('a1', 'a2', 'a3'), {
      a1: present({ Id: 'a1', RouteTableId: 'r1', SubnetId: 's1' }),
      a2: ok({ kind: 'absent' }),
      a3: present({}),
    });
    expect(answer).to.deep.equal(
      ok([
        { route_table_id: 'r1', id: 'a1', subnet_id: 's1' },
        { route_table_id: null, id: 'a3', subnet_id: null },
      ]),
    );
    expect(asked).to.deep.equal([
      { region: 'eu-west-1', typeName },
      ...['a1', 'a2', 'a3'].map((identifier) => ({ region: 'eu-west-1', typeName, identifier })),
    ]);
  });

  it('is nothing where the parent of the list is not there', async () => {
    expect((await read(ok({ kind: 'parent-absent' }), {})).answer).to.deep.equal(ok([]));
  });

  it('fails with the list, and with a read', async () => {
    expect((await read(err(failure), {})).answer).to.deep.equal(err(failure));
    const { answer } = await read(listed('a1', 'a2'), { a1: present({ Id: 'a1' }) });
    expect(answer).to.deep.equal(err(failure));
  });

  it('needs leave to list and to read', () => {
    expect(subnetRouteTableAssociations.calls([])).to.deep.equal([
      { kind: 'handler', typeName, handler: 'list' },
      { kind: 'handler', typeName, handler: 'read' },
    ]);
  });
});
