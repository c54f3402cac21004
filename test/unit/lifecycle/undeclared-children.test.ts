import { expect } from 'chai';
import type { KnownEntry } from '../../../src/lifecycle/orphans.ts';
import { ownParentOf, undeclaredChildren } from '../../../src/lifecycle/undeclared-children.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig } from './session-rig.ts';

const poolType = 'AWS::Cognito::UserPool';
const clientType = 'AWS::Cognito::UserPoolClient';
const resource = (typeName: string, identifier: string, properties: FakeResource['properties']): FakeResource => ({
  region: 'us-east-1',
  typeName,
  identifier,
  properties,
});
const client = (id: string, pool = 'p1'): FakeResource =>
  resource(clientType, `${pool}|${id}`, { UserPoolId: pool, ClientId: id, ClientName: id });
const pool = resource(poolType, 'p1', { UserPoolId: 'p1', UserPoolName: 'users' });

const users: KnownEntry = { resource: 'users', typeName: poolType, identifier: 'p1', isSure: true };
const web: KnownEntry = { resource: 'web', typeName: clientType, identifier: 'p1|c1', isSure: true };
const files = {
  'resources/users.iql': `/*+ exists */
SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND Identifier = 'p1';
/*+ create */
INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'users', 'us-east-1';
`,
  'resources/web.iql': `/*+ exists */
SELECT client_id FROM awscc.cognito.user_pool_clients_list_only WHERE region = 'us-east-1' AND user_pool_id = 'p1' AND client_id = 'c1';
/*+ create */
INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, region) SELECT 'p1', 'c1', 'us-east-1';
`,
};

interface Setting {
  readonly entries?: readonly KnownEntry[];
  readonly cloud?: readonly FakeResource[];
  /** Whether the list of clients was asked for before. Default: it was. */
  readonly isListed?: boolean;
}

const setup = (cloud: readonly FakeResource[]) =>
  createSessionRig({ manifest: 'resources:\n  - name: users\n  - name: web\n', files, cloud });

async function children({
  entries = [users, web],
  cloud = [pool, client('c1'), client('c2')],
  isListed = true,
}: Setting): Promise<readonly string[]> {
  const { session, provider } = setup(cloud);
  if (isListed) await session.engine.list({ typeName: clientType, region: 'us-east-1', model: { UserPoolId: 'p1' } });
  const before = provider.calls.length;
  const found = await undeclaredChildren(session, entries);
  expect(provider.calls.slice(before)).to.deep.equal([]);
  return found.map(({ identifier, parent }) => `${identifier} of ${parent}`);
}

describe('a child that no entry stands for', () => {
  const table: readonly [string, Setting, readonly string[]][] = [
    ['is what the list of its parent shows besides', {}, ['p1|c2 of users']],
    ['is not looked for with a request', { isListed: false }, []],
    ['is none where all have entries', { cloud: [pool, client('c1')] }, []],
    ['is none of a type without an entry', { entries: [users] }, []],
    ['is none of a type of which one entry is not sure', { entries: [users, { ...web, isSure: false }] }, []],
    ['is none of a parent that is not sure', { entries: [{ ...users, isSure: false }, web] }, []],
    ['is none of a parent that is not there', { entries: [{ ...users, identifier: undefined }, web] }, []],
    [
      'is one of fifty at most',
      { cloud: [pool, ...Array.from({ length: 60 }, (_, index) => client(`x${index}`))] },
      Array.from({ length: 50 }, (_, index) => `p1|x${index} of users`),
    ],
  ];
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await children(setting)).to.deep.equal(expected);
    });
});

describe('the own parent of a resource', () => {
  const parentOf = async (identifier: string, live: FakeResource['properties'], entries: readonly KnownEntry[]) => {
    const { session } = setup([pool, client('c1')]);
    const type = session.registry.find(clientType)!;
    return ownParentOf(session, { type, region: 'us-east-1', identifier }, live, entries);
  };

  it('is the entry that a property names, or a part of its identifier', async () => {
    expect(await parentOf('p1|c9', { UserPoolId: 'p1' }, [users])).to.equal('users');
    expect(await parentOf('p1|c9', {}, [users])).to.equal('users');
  });

  it('is none of another, of what is not known, and of what has no parts', async () => {
    expect(await parentOf('p2|c9', {}, [users])).to.equal(undefined);
    expect(await parentOf('p1|c9', { UserPoolId: 'p2' }, [users])).to.equal(undefined);
    expect(await parentOf('p1|c9', {}, [{ ...users, identifier: undefined }, web])).to.equal(undefined);
    expect(await parentOf('c9', {}, [users])).to.equal(undefined);
  });
});
