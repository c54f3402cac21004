import { expect } from 'chai';
import { Journal } from '../../../src/lifecycle/journal.ts';
import type { UndoStep } from '../../../src/lifecycle/outcome.ts';
import { rollBack } from '../../../src/lifecycle/roll-back.ts';
import { writeQuery } from '../../../src/lifecycle/write-query.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRig, type RunRigOptions } from './run-rig.ts';

const groupQueries = `/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', 'editors', 'us-east-1';
/*+ update */
UPDATE awscc.cognito.user_pool_groups SET PatchDocument = '[{"op":"add","path":"/Precedence","value":2}]'
WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
/*+ delete */
DELETE FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
`;

const region = 'us-east-1';

function group(Precedence: number): FakeResource {
  const properties = { UserPoolId: 'p1', GroupName: 'editors', Precedence };
  return { region, typeName: 'AWS::Cognito::UserPoolGroup', identifier: 'p1|editors', properties };
}

/** Writes with some anchors, lets the cloud change, and undoes. */
async function undo(
  options: RunRigOptions,
  anchors: readonly ('create' | 'update' | 'delete')[],
  meanwhile: (rig: RunRig, cloud: FakeResource[]) => void = () => undefined,
): Promise<{ readonly steps: readonly UndoStep[]; readonly calls: readonly string[]; readonly rig: RunRig }> {
  const cloud = [...(options.cloud ?? [])];
  const rig = createRunRig({ ...options, cloud });
  const journal = new Journal();
  for (const anchor of anchors) await writeQuery(rig.run, anchor, 'missing', journal);
  meanwhile(rig, cloud);
  const before = rig.provider.calls.length;
  const steps = await rollBack(rig.session, journal);
  return { steps, calls: rig.provider.calls.slice(before), rig };
}

describe('a rollback', () => {
  it('is silent where nothing was done', async () => {
    const { steps, rig } = await undo({ queries: groupQueries }, []);
    expect(steps).to.deep.equal([]);
    expect(rig.events).to.deep.equal([]);
  });

  it('deletes what was created, and tells of it step by step', async () => {
    const { steps, calls, rig } = await undo({ queries: groupQueries }, ['create']);
    const step: UndoStep = { kind: 'deleted', resource: 'thing', identifier: 'made' };
    expect(steps).to.deep.equal([step]);
    expect(calls).to.deep.equal(['delete us-east-1 Cognito.UserPoolGroup made']);
    expect(rig.events.filter(({ kind }) => kind.startsWith('rollback'))).to.deep.equal([
      { kind: 'rollback.started', changes: 1 },
      { kind: 'rollback.step', step },
    ]);
    expect(rig.shown().at(-1)).to.match(/^delete: DELETE FROM awscc.cognito.user_pool_groups .*Identifier = 'made'/);
  });

  it('says what could not be deleted, and why', async () => {
    const { steps } = await undo({ queries: groupQueries }, ['create'], ({ provider }) => {
      provider.failOn('delete', { kind: 'denied' });
    });
    expect(steps[0]).to.deep.include({ kind: 'not-undone', identifier: 'made', done: 'created' });
    expect(steps[0]).to.have.nested.property('trouble.failure.kind', 'denied');
  });

  it('leaves alone what may not even have been created', async () => {
    const rig = createRunRig({ queries: groupQueries });
    rig.provider.failOn('create', { kind: 'timed-out', requestToken: 't1' });
    const journal = new Journal();
    await writeQuery(rig.run, 'create', 'missing', journal);
    const steps = await rollBack(rig.session, journal);
    expect(steps.map((step) => ({ ...step, trouble: undefined }))).to.deep.equal([
      {
        kind: 'not-undone',
        resource: 'thing',
        identifier: journal.changes[0]?.kind === 'created' ? journal.changes[0].identifier : '',
        done: 'maybe-created',
        trouble: undefined,
      },
    ]);
    expect(rig.provider.calls.filter((call) => call.startsWith('delete'))).to.deep.equal([]);
  });

  it('cannot bring back what was deleted, nor undo a script, and goes on with the rest', async () => {
    const rig = createRunRig({ queries: groupQueries, cloud: [group(1)] });
    const journal = new Journal();
    await writeQuery(rig.run, 'create', 'missing', journal);
    journal.addScript(rig.run);
    await writeQuery(rig.run, 'delete', 'present', journal);
    const common = { kind: 'not-undone', resource: 'thing', trouble: undefined } as const;
    expect(await rollBack(rig.session, journal)).to.deep.equal([
      { ...common, identifier: 'p1|editors', done: 'deleted' },
      { ...common, identifier: undefined, done: 'ran' },
      { kind: 'deleted', resource: 'thing', identifier: 'made' },
    ]);
  });

  it('sets back what an update has changed', async () => {
    const { steps, calls } = await undo({ queries: groupQueries, cloud: [group(1)] }, ['update'], (_rig, cloud) => {
      cloud[0] = group(2);
    });
    expect(calls).to.deep.equal([
      'get us-east-1 Cognito.UserPoolGroup p1|editors',
      'update us-east-1 Cognito.UserPoolGroup p1|editors [{"op":"add","path":"/Precedence","value":1}]',
      'get us-east-1 Cognito.UserPoolGroup p1|editors',
    ]);
    // The cloud of this test keeps what it has.
    const notRestored = [{ pointer: '/Precedence', why: 'differs' }];
    expect(steps).to.deep.equal([{ kind: 'restored', resource: 'thing', identifier: 'p1|editors', notRestored }]);
  });

  it('writes nothing where everything is as it was', async () => {
    const { steps, calls } = await undo({ queries: groupQueries, cloud: [group(1)] }, ['update']);
    expect(calls).to.deep.equal(['get us-east-1 Cognito.UserPoolGroup p1|editors']);
    expect(steps).to.deep.equal([{ kind: 'restored', resource: 'thing', identifier: 'p1|editors', notRestored: [] }]);
  });

  const lost: readonly [string, (rig: RunRig, cloud: FakeResource[]) => void, string | undefined][] = [
    ['is gone', (_rig, cloud) => cloud.splice(0), undefined],
    ['cannot be read', ({ provider }) => provider.failOn('get', { kind: 'denied' }), 'denied'],
    [
      'cannot be set back',
      ({ provider }, cloud) => {
        cloud[0] = group(2);
        provider.failOn('update', { kind: 'conflict' });
      },
      'conflict',
    ],
  ];
  for (const [title, meanwhile, kind] of lost) {
    it(`says that an update is not undone where the resource ${title}`, async () => {
      const { steps } = await undo({ queries: groupQueries, cloud: [group(1)] }, ['update'], meanwhile);
      expect(steps).to.have.length(1);
      expect(steps[0]).to.deep.include({ kind: 'not-undone', identifier: 'p1|editors', done: 'updated' });
      const { trouble } = steps[0] as UndoStep & { kind: 'not-undone' };
      expect(trouble?.kind === 'failed' ? trouble.failure.kind : undefined).to.equal(kind);
    });
  }

  it('does not try to set back what could not be read before', async () => {
    const { steps, calls } = await undo({ queries: groupQueries, cloud: [] }, ['update']);
    expect(calls).to.deep.equal([]);
    expect(steps[0]).to.deep.include({ kind: 'not-undone', done: 'updated', trouble: undefined });
  });

  const domainQueries = `/*+ create */
INSERT INTO awscc.cognito.user_pool_domains (UserPoolId, Domain, ManagedLoginVersion, region)
SELECT 'p1', 'shop', 2, 'us-east-1';
/*+ update */
UPDATE awscc.cognito.user_pool_domains
SET PatchDocument = '[{"op":"add","path":"/ManagedLoginVersion","value":1},{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"b"}}]'
WHERE region = 'us-east-1' AND Identifier = 'p1|shop';
`;
  const domain = (CertificateArn: string): FakeResource => ({
    region,
    typeName: 'AWS::Cognito::UserPoolDomain',
    identifier: 'p1|shop',
    properties: { UserPoolId: 'p1', Domain: 'shop', CustomDomainConfig: { CertificateArn } },
  });
  const turned = (_rig: RunRig, cloud: FakeResource[]): void => void (cloud[0] = domain('b'));

  it('sends what create gives to write-only properties along, and says what they were nobody knows', async () => {
    const { steps, calls, rig } = await undo({ queries: domainQueries, cloud: [domain('a')] }, ['update'], turned);
    expect(calls[1]).to.equal(
      'update us-east-1 Cognito.UserPoolDomain p1|shop [{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"a"}},{"op":"add","path":"/ManagedLoginVersion","value":2}]',
    );
    expect(steps[0]).to.deep.include({
      notRestored: [
        { pointer: '/ManagedLoginVersion', why: 'write-only' },
        { pointer: '/CustomDomainConfig', why: 'differs' },
      ],
    });
    expect(rig.shown().at(-1)).to.contain('"path":"/ManagedLoginVersion","value":"***"');
  });

  it('sends nothing along where patches are to be sent as they are written', async () => {
    const options = { queries: domainQueries, cloud: [domain('a')], exactPatch: true };
    const { calls } = await undo(options, ['update'], turned);
    expect(calls[1]).to.equal(
      'update us-east-1 Cognito.UserPoolDomain p1|shop [{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"a"}}]',
    );
  });
});
