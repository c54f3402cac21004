import { expect } from 'chai';
import { noteOwners, ownedByAnother, ownedInDelete, refuseOwned } from '../../../src/lifecycle/refuse-owned.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRig } from './run-rig.ts';

const tag = (Key: string, Value: string) => ({ Key, Value });
const markOf = (stack: string, environment = 'dev', resource = 'thing') => [
  tag('stackql:stack-name', stack),
  tag('stackql:stack-env', environment),
  tag('stackql:resource-name', resource),
];
const protect = tag('stack-deploy:on-delete', 'protect');
const here = "region = 'us-east-1' AND Identifier = 'v1'";
const queries = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${here};
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
/*+ delete */
DELETE FROM awscc.ec2.vpcs WHERE ${here};
`;
const vpc = (tags: readonly object[] | undefined): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', ...(tags === undefined ? {} : { Tags: tags as never }) },
});

/** `cloud`: the tags of what is there; absent where nothing is. */
function rigOf(tags: readonly object[] | 'absent', entry = ''): RunRig {
  return createRunRig({ queries, entry, cloud: tags === 'absent' ? [] : [vpc(tags)] });
}

const ownedBy = (owner: object) => ({
  kind: 'owned-by-another',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  owner,
});
const mall = { kind: 'stack', stack: 'mall', environment: 'dev', resource: 'thing' };

describe('whom a resource belongs to', () => {
  const table: readonly [string, readonly object[], string, object | undefined][] = [
    ['is nobody', [], '', undefined],
    ['is the stack itself', markOf('shop'), '', undefined],
    ['is the stack itself, as another entry', markOf('shop', 'dev', 'other'), '', undefined],
    ['is another stack', markOf('mall'), '', mall],
    ['is the stack in another environment', markOf('shop', 'prd'), '', { ...mall, stack: 'shop', environment: 'prd' }],
    ['is CloudFormation', [tag('aws:cloudformation:stack-name', 'old')], '', { kind: 'cloudformation', stack: 'old' }],
    ['is one from whom the entry takes it over', markOf('mall'), '    take_over: mall\n', undefined],
    ['is one from whom another is not taken over', markOf('mall'), '    take_over: mall/prd\n', mall],
  ];
  for (const [title, tags, entry, owner] of table) {
    it(title, async () => {
      const expected = owner === undefined ? undefined : ownedBy(owner);
      const { run } = rigOf(tags, entry);
      const type = run.session.registry.find('AWS::EC2::VPC')!;
      expect(ownedByAnother(run, { type, identifier: 'v1' }, { Tags: tags as never })).to.deep.equal(expected);
      expect(await refuseOwned(run)).to.deep.equal(expected);
    });
  }

  it('is looked at once, and not after a write', async () => {
    const { run, provider } = rigOf(markOf('mall'));
    await refuseOwned(run);
    expect([run.isOwnerKnown, await refuseOwned(run), provider.calls.length]).to.deep.equal([true, undefined, 1]);
    const written = rigOf(markOf('mall'));
    written.run.hasWritten = true;
    expect([await refuseOwned(written.run), written.provider.calls.length]).to.deep.equal([undefined, 0]);
  });

  it('is not known of what is not there, and of what cannot be read', async () => {
    const absent = rigOf('absent').run;
    expect([await refuseOwned(absent), absent.isOwnerKnown]).to.deep.equal([undefined, false]);
    const unread = rigOf(markOf('mall'));
    unread.provider.failOn('get');
    expect([await refuseOwned(unread.run), unread.run.isOwnerKnown]).to.deep.equal([undefined, false]);
  });
});

describe('what a teardown notes of a resource before it deletes anything', () => {
  /** What has no mark, what is protected, and what the delete says then and how often it reads. */
  const table: readonly [string, readonly object[] | 'absent', readonly unknown[]][] = [
    ['is that it has no mark, which is not read again', [], [1, false, undefined, 0]],
    ['is that it is not there, which is not read again', 'absent', [1, false, undefined, 0]],
    ['is nothing of its own', markOf('shop'), [0, false, undefined, 1]],
    ['is that it is protected', [...markOf('shop'), protect], [0, true, undefined, 1]],
    ['is that it is protected without a mark', [protect], [1, true, undefined, 0]],
    ["is nothing of another's", [...markOf('mall'), protect], [0, false, ownedBy(mall), 1]],
  ];
  for (const [title, tags, expected] of table) {
    it(title, async () => {
      const { run, provider } = rigOf(tags);
      await noteOwners(run);
      const before = provider.calls.length;
      const prepared = run.prepare('delete');
      const operation = prepared.ok ? prepared.value[0]?.operation : undefined;
      if (operation?.kind !== 'delete') throw new Error('There is no delete.');
      const owned = await ownedInDelete(run, operation);
      const refusal = owned.ok ? owned.value : owned.reason.kind;
      expect([run.unmarked.size, run.isProtectedByTag, refusal, provider.calls.length - before]).to.deep.equal(
        expected,
      );
    });
  }

  it('is nothing where it cannot be read, and then it is not deleted', async () => {
    const { run, provider } = rigOf(markOf('shop'));
    provider.failOn('get');
    await noteOwners(run);
    expect([run.unmarked.size, run.isProtectedByTag]).to.deep.equal([0, false]);
    const prepared = run.prepare('delete');
    const operation = prepared.ok ? prepared.value[0]?.operation : undefined;
    const owned = operation?.kind === 'delete' ? await ownedInDelete(run, operation) : undefined;
    expect(owned?.ok === false ? owned.reason.kind : owned).to.equal('trouble');
  });

  it('is nothing without a delete', async () => {
    const { run, provider } = createRunRig({
      queries: queries.slice(0, queries.indexOf('/*+ delete')),
      cloud: [vpc([])],
    });
    await noteOwners(run);
    expect([run.unmarked.size, provider.calls.length]).to.deep.equal([0, 0]);
  });
});
