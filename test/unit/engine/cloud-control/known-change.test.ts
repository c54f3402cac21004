import { expect } from 'chai';
import type { Listing, ListRequest } from '../../../../src/provider/provider.ts';
import {
  listedAfter,
  ownParentsOf,
  staysRead,
  type BearingOn,
  type KnownChange,
} from '../../../../src/engine/cloud-control/known-change.ts';
import { bearingOf } from '../../../../src/resource-types/bearing.ts';
import type { ResourceType } from '../../../../src/resource-types/resource-type.ts';
import { createTestRegistry } from '../test-registry.ts';

const registry = createTestRegistry();

function typeNamed(name: string): ResourceType {
  const type = registry.find(name);
  if (type === undefined) throw new Error(name);
  return type;
}

const typeName = 'AWS::Cognito::UserPoolClient';
const region = 'eu-west-1';

function change(kind: KnownChange['kind'], identifier: string): KnownChange {
  const type = typeNamed(typeName);
  return { kind, type, region, identifier, parents: ownParentsOf(type, identifier, (name) => registry.find(name)) };
}

const bearingOn: BearingOn = (other) => bearingOf(typeNamed(typeName), registry.find(other));

function listing(...clients: readonly string[]): Listing {
  return {
    kind: 'listed',
    resources: clients.map((client) => ({
      identifier: `pool|${client}`,
      properties: { UserPoolId: 'pool', ClientId: client },
    })),
  };
}

const ofPool: ListRequest = { region, typeName, model: { UserPoolId: 'pool' } };

describe('what is known after a write', () => {
  const reads: readonly (readonly [title: string, target: Parameters<typeof staysRead>[0], kept: boolean])[] = [
    ['keeps what was read of a sibling', { region, typeName, identifier: 'pool|b' }, true],
    ['keeps what was read in another region', { region: 'us-east-1', typeName, identifier: 'pool|a' }, true],
    ['forgets the resource itself', { region, typeName, identifier: 'pool|a' }, false],
    [
      'forgets the resource under its other spelling',
      { region, typeName, identifier: '{"ClientId":"a","UserPoolId":"pool"}' },
      false,
    ],
    ['forgets what it cannot tell apart', { region, typeName, identifier: 'no such identifier' }, false],
    ['forgets its parent', { region, typeName: 'AWS::Cognito::UserPool', identifier: 'pool' }, false],
    [
      'forgets its parent under its other spelling',
      { region, typeName: 'AWS::Cognito::UserPool', identifier: '{"UserPoolId":"pool"}' },
      false,
    ],
    [
      'forgets what its parent may be called otherwise',
      {
        region,
        typeName: 'AWS::Cognito::UserPool',
        identifier: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/pool',
      },
      false,
    ],
    [
      'keeps other resources of the type of its parent',
      { region, typeName: 'AWS::Cognito::UserPool', identifier: 'other' },
      true,
    ],
    ['forgets others of its service', { region, typeName: 'AWS::Cognito::IdentityPool', identifier: 'a' }, false],
    ['forgets types that nobody knows', { region, typeName: 'Other::Cloud::Thing', identifier: 'a' }, false],
    ['keeps types that have nothing to do with it', { region, typeName: 'AWS::EC2::VPC', identifier: 'a' }, true],
  ];
  for (const [title, target, kept] of reads) {
    it(title, () => {
      expect(staysRead(target, change('updated', 'pool|a'), bearingOn)).to.equal(kept);
    });
  }

  it('forgets all resources of the type of a parent that is identified by another property', () => {
    const called = { UserPoolId: { typeName: 'AWS::Cognito::UserPool', property: 'Arn' } };
    const type = { ...typeNamed(typeName), parents: called };
    const parents = ownParentsOf(type, 'pool|a', (name) => registry.find(name));
    const target = { region, typeName: 'AWS::Cognito::UserPool', identifier: 'other' };
    expect(staysRead(target, { kind: 'created', type, region, identifier: 'pool|a', parents }, bearingOn)).to.equal(
      false,
    );
  });

  it('adds a new resource to the list that it is in', () => {
    expect(listedAfter(ofPool, listing('b'), change('created', 'pool|a'), bearingOn)).to.deep.equal(listing('b', 'a'));
    expect(listedAfter(ofPool, listing(), change('created', 'pool|a'), bearingOn)).to.deep.equal(listing('a'));
    expect(listedAfter(ofPool, listing('a'), change('created', 'pool|a'), bearingOn)).to.deep.equal(listing('a'));
  });

  it('takes a deleted resource off its list', () => {
    expect(listedAfter(ofPool, listing('a', 'b'), change('deleted', 'pool|a'), bearingOn)).to.deep.equal(listing('b'));
  });

  it('leaves lists alone that the resource is not in', () => {
    const other = { ...ofPool, model: { UserPoolId: 'other' } };
    expect(listedAfter(other, listing('b'), change('created', 'pool|a'), bearingOn)).to.deep.equal(listing('b'));
    const elsewhere = { ...ofPool, region: 'us-east-1' };
    expect(listedAfter(elsewhere, listing('b'), change('created', 'pool|a'), bearingOn)).to.deep.equal(listing('b'));
  });

  it('leaves the list of parents alone, which a child neither makes nor removes', () => {
    const pools: ListRequest = { region, typeName: 'AWS::Cognito::UserPool' };
    const one: Listing = { kind: 'listed', resources: [{ identifier: 'pool', properties: { UserPoolId: 'pool' } }] };
    for (const kind of ['created', 'updated', 'deleted'] as const) {
      expect(listedAfter(pools, one, change(kind, 'pool|a'), bearingOn)).to.deep.equal(one);
    }
    const telling: Listing = { kind: 'listed', resources: [{ identifier: 'pool', properties: { UserPoolName: 'x' } }] };
    expect(listedAfter(pools, telling, change('deleted', 'pool|a'), bearingOn)).to.equal(undefined);
  });

  it('leaves lists of types alone that have nothing to do with it', () => {
    const telling: Listing = { kind: 'listed', resources: [{ identifier: 'a', properties: { Name: 'x' } }] };
    const networks: ListRequest = { region, typeName: 'AWS::EC2::VPC' };
    expect(listedAfter(networks, telling, change('created', 'pool|a'), bearingOn)).to.equal(telling);
    const identityPools: ListRequest = { region, typeName: 'AWS::Cognito::IdentityPool' };
    expect(listedAfter(identityPools, telling, change('created', 'pool|a'), bearingOn)).to.equal(undefined);
    expect(listedAfter(identityPools, listing('a'), change('created', 'pool|a'), bearingOn)).to.deep.equal(
      listing('a'),
    );
  });

  const asked: readonly (readonly [title: string, request: ListRequest, listing: Listing])[] = [
    ['lists of types that nobody knows', { region, typeName: 'Other::Cloud::Thing' }, listing()],
    ['a list under a parent that was not there', ofPool, { kind: 'parent-absent' }],
    ['a list that was asked for in another role', { ...ofPool, roleArn: 'arn:aws:iam::1:role/x' }, listing()],
    ['a list by what the identifier does not tell', { ...ofPool, model: { ClientName: 'x' } }, listing()],
    [
      'a list that tells more than identifiers',
      ofPool,
      { kind: 'listed', resources: [{ identifier: 'pool|b', properties: { ClientName: 'x' } }] },
    ],
  ];
  for (const [title, request, known] of asked) {
    it(`asks again for ${title}`, () => {
      expect(listedAfter(request, known, change('created', 'pool|a'), bearingOn)).to.equal(undefined);
    });
  }
});
