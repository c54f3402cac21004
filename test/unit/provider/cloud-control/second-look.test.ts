import { expect } from 'chai';
import type { Answer } from '../scripted-handler.ts';
import { RawAnswer, serviceError } from '../scripted-handler.ts';
import { createRig, failureOf, progress, valueOf, type Rig } from '../provider-rig.ts';

const region = 'eu-west-1';
const typeName = 'AWS::SQS::Queue';
const target = { region, typeName, identifier: 'q' };
const creation = { region, typeName, desiredState: { QueueName: 'q' } };
const succeeded = progress({ OperationStatus: 'SUCCESS', Identifier: 'q' });
const notFound = serviceError(
  'ResourceNotFoundException',
  'Resource of type AWS::SQS::Queue with identifier q was not found.',
);
const found: Answer = { TypeName: typeName, ResourceDescription: { Identifier: 'q', Properties: '{"QueueName":"q"}' } };
const noRequests: Answer = { ResourceRequestStatusSummaries: [] };
const listed = (...identifiers: readonly string[]): Answer => ({
  TypeName: typeName,
  ResourceDescriptions: identifiers.map((Identifier) => ({ Identifier, Properties: '{}' })),
});
const created = ['CreateResource', succeeded] as const;

function doubts({ events }: Rig): readonly unknown[] {
  return events.flatMap((event) =>
    event.kind === 'request.doubted' ? [[event.reason, event.times, event.waitMs]] : [],
  );
}

describe('a second look', () => {
  it('is not taken at what nothing is known of', async () => {
    const rig = createRig([['GetResource', notFound]]);
    expect(valueOf(await rig.provider.read(target))).to.deep.equal({ kind: 'absent' });
    expect(doubts(rig)).to.deep.equal([]);
  });

  it('waits for what was created a moment ago', async () => {
    const rig = createRig([
      created,
      ['GetResource', notFound],
      ['ListResourceRequests', noRequests],
      ['GetResource', notFound],
      ['GetResource', found],
    ]);
    await rig.provider.create(creation);
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('found');
    expect(doubts(rig)).to.deep.equal([
      ['lag', 1, 500],
      ['lag', 2, 750],
    ]);
    rig.handler.expectDone();
  });

  it('waits again where a first read had found it', async () => {
    const rig = createRig([
      created,
      ['GetResource', found],
      ['GetResource', notFound],
      ['ListResourceRequests', noRequests],
      ['GetResource', found],
    ]);
    await rig.provider.create(creation);
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('found');
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('found');
    rig.handler.expectDone();
  });

  it('believes a request that has deleted it since', async () => {
    const deleted = {
      ...progress({ Operation: 'DELETE', OperationStatus: 'SUCCESS', Identifier: 'q', RequestToken: 'd' }),
    };
    const rig = createRig([
      created,
      ['GetResource', notFound],
      ['ListResourceRequests', { ResourceRequestStatusSummaries: [deleted['ProgressEvent'] ?? null] }],
      ['GetResource', notFound],
    ]);
    await rig.provider.create(creation);
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('absent');
    // Once it has gone, nothing speaks for it any more.
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('absent');
    expect(doubts(rig)).to.deep.equal([]);
    rig.handler.expectDone();
  });

  it('takes what cannot be read for gone after five minutes where a delete of it FAILED', async () => {
    const failed = progress({ Operation: 'DELETE', OperationStatus: 'FAILED', Identifier: 'q', RequestToken: 'd' });
    const requests = { ResourceRequestStatusSummaries: [failed['ProgressEvent'] ?? null] };
    const looks = Array.from({ length: 60 }, () => ['GetResource', notFound] as const);
    const rig = createRig([created, ['GetResource', notFound], ['ListResourceRequests', requests], ...looks]);
    await rig.provider.create(creation);
    const startedMs = rig.clock.now();
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('absent');
    expect(rig.clock.now() - startedMs).to.equal(300_000);
    expect(doubts(rig)[0]).to.deep.equal(['lag', 1, 500]);
  });

  it('believes its own delete', async () => {
    const rig = createRig([
      created,
      ['DeleteResource', progress({ Operation: 'DELETE', OperationStatus: 'SUCCESS', Identifier: 'q' })],
      ['GetResource', notFound],
    ]);
    await rig.provider.create(creation);
    await rig.provider.delete(target);
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('absent');
    rig.handler.expectDone();
  });

  it('is a failure after five minutes, and absence later', async () => {
    const rig = createRig([
      created,
      ['GetResource', notFound],
      ['ListResourceRequests', noRequests],
      ...Array.from({ length: 50 }, () => ['GetResource', notFound] as const),
    ]);
    await rig.provider.create(creation);
    const failure = failureOf(await rig.provider.read(target));
    expect(failure).to.include({ kind: 'contradiction', operation: 'GetResource', identifier: 'q' });
    expect(failure.message).to.match(/^its create ended in SUCCESS/);
    expect(rig.clock.sleeps.reduce((sum, ms) => sum + ms, 0)).to.equal(300_000);
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('absent');
  });

  it('ends with an interruption', async () => {
    const rig = createRig([created, ['GetResource', notFound], ['ListResourceRequests', noRequests]], {
      time: { runsByItself: false },
    });
    await rig.provider.create(creation);
    const reading = rig.provider.read(target);
    await new Promise((resolve) => setImmediate(resolve));
    rig.interrupt();
    expect(failureOf(await reading).kind).to.equal('interrupted');
  });

  it('asks list and read again where they contradict each other, and believes the list that no longer names it', async () => {
    const rig = createRig([
      ['ListResources', listed('q', 'r')],
      ['GetResource', notFound],
      ['ListResources', listed('q', 'r')],
      ['GetResource', notFound],
      ['ListResources', listed('r')],
    ]);
    await rig.provider.list({ region, typeName });
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('absent');
    expect(doubts(rig)).to.deep.equal([
      ['contradiction', 1, 500],
      ['contradiction', 2, 750],
    ]);
    rig.handler.expectDone();
  });

  it('believes the read that finds it after all', async () => {
    const rig = createRig([
      ['ListResources', listed('q')],
      ['GetResource', notFound],
      ['ListResources', listed('q')],
      ['GetResource', found],
    ]);
    await rig.provider.list({ region, typeName });
    expect(valueOf(await rig.provider.read(target)).kind).to.equal('found');
  });

  it('is a failure, never absence, where both insist', async () => {
    const rig = createRig([
      ['ListResources', listed('q')],
      ['GetResource', notFound],
      ...Array.from({ length: 20 }, () => [
        ['ListResources', listed('q')] as const,
        ['GetResource', notFound] as const,
      ]).flat(),
    ]);
    await rig.provider.list({ region, typeName });
    const failure = failureOf(await rig.provider.read(target));
    expect(failure).to.include({ kind: 'contradiction', identifier: 'q' });
    expect(failure.message).to.equal('ListResources names it, and GetResource says that it does not exist');
  });

  it('is taken at a parent that was read a moment ago', async () => {
    const clients = { region, typeName: 'AWS::Cognito::UserPoolClient', model: { UserPoolId: 'p' } };
    const noParent = new RawAnswer(
      400,
      JSON.stringify({ __type: 'ResourceNotFoundException', message: 'User pool p does not exist.' }),
    );
    const pool = { region, typeName: 'AWS::Cognito::UserPool', identifier: 'p' };
    const rig = createRig([
      ['GetResource', { ResourceDescription: { Identifier: 'p', Properties: '{}' } }],
      ['ListResources', noParent],
      ['ListResources', listed('c')],
    ]);
    await rig.provider.read(pool);
    expect(valueOf(await rig.provider.list(clients))).to.deep.equal({
      kind: 'listed',
      resources: [{ identifier: 'c', properties: {} }],
    });
    const alone = createRig([['ListResources', noParent]]);
    expect(valueOf(await alone.provider.list(clients)).kind).to.equal('parent-absent');
  });

  it('is taken before a change of what was just created counts as missed', async () => {
    const rig = createRig([
      created,
      ['UpdateResource', notFound],
      ['GetResource', found],
      ['UpdateResource', progress({ Operation: 'UPDATE', OperationStatus: 'SUCCESS', Identifier: 'q' })],
      ['DeleteResource', notFound],
      ['GetResource', notFound],
      ['ListResourceRequests', noRequests],
      ['GetResource', found],
      ['DeleteResource', progress({ Operation: 'DELETE', OperationStatus: 'SUCCESS', Identifier: 'q' })],
    ]);
    await rig.provider.create(creation);
    expect(valueOf(await rig.provider.update({ ...target, patch: [], showsInReads: () => false })).status).to.equal(
      'SUCCESS',
    );
    expect(valueOf(await rig.provider.delete(target)).wasAbsent).to.equal(false);
    rig.handler.expectDone();
  });

  it('does not take the absence of a request for that of its resource', async () => {
    const rig = createRig([
      ['DeleteResource', progress({ Operation: 'DELETE', Identifier: 'q' })],
      ['GetResourceRequestStatus', notFound],
    ]);
    expect(failureOf(await rig.provider.delete(target))).to.include({
      kind: 'not-found',
      operation: 'GetResourceRequestStatus',
    });
  });

  describe('at what was updated', () => {
    const update = { ...target, patch: [{ op: 'add', path: '/DelaySeconds', value: 7 }] };
    const updated = ['UpdateResource', progress({ OperationStatus: 'SUCCESS', Identifier: 'q' })] as const;
    const reading = (properties: string): readonly ['GetResource', Answer] => [
      'GetResource',
      { TypeName: typeName, ResourceDescription: { Identifier: 'q', Properties: properties } },
    ];
    const before = reading('{"QueueName":"q","DelaySeconds":5}');
    // The same, in another order.
    const stillBefore = reading('{"DelaySeconds":5,"QueueName":"q"}');
    const after = reading('{"QueueName":"q","DelaySeconds":7}');
    const delayIn = async ({ provider }: Rig): Promise<unknown> => {
      const answer = valueOf(await provider.read(target));
      return answer.kind === 'found' ? answer.properties['DelaySeconds'] : answer.kind;
    };

    it('waits until a read shows it, whatever an earlier one has shown', async () => {
      const rig = createRig([before, updated, stillBefore, stillBefore, after, stillBefore, after]);
      expect(await delayIn(rig)).to.equal(5);
      await rig.provider.update(update);
      expect([await delayIn(rig), await delayIn(rig)]).to.deep.equal([7, 7]);
      expect(doubts(rig)).to.deep.equal([
        ['update-lag', 1, 500],
        ['update-lag', 2, 750],
        ['update-lag', 1, 500],
      ]);
      rig.handler.expectDone();
    });

    it('waits until a read shows what was created in the place of another one of that name', async () => {
      const deleted = [
        'DeleteResource',
        progress({ Operation: 'DELETE', OperationStatus: 'SUCCESS', Identifier: 'q' }),
      ];
      const created = ['CreateResource', progress({ OperationStatus: 'SUCCESS', Identifier: 'q' })];
      const script = [before, deleted, created, stillBefore, after] as Parameters<typeof createRig>[0];
      const rig = createRig(script);
      expect(await delayIn(rig)).to.equal(5);
      await rig.provider.delete(target);
      await rig.provider.create({ ...creation, showsInReads: (properties) => properties['DelaySeconds'] !== 7 });
      expect(await delayIn(rig)).to.equal(7);
      expect(doubts(rig)).to.deep.equal([['update-lag', 1, 500]]);
      rig.handler.expectDone();
    });

    it('believes at once what may be as another one of that name was', async () => {
      const deleted = [
        'DeleteResource',
        progress({ Operation: 'DELETE', OperationStatus: 'SUCCESS', Identifier: 'q' }),
      ];
      const created = ['CreateResource', progress({ OperationStatus: 'SUCCESS', Identifier: 'q' })];
      const rig = createRig([before, deleted, created, stillBefore] as Parameters<typeof createRig>[0]);
      await rig.provider.read(target);
      await rig.provider.delete(target);
      await rig.provider.create({ ...creation, showsInReads: (properties) => properties['DelaySeconds'] !== 5 });
      expect(await delayIn(rig)).to.equal(5);
      expect(doubts(rig)).to.deep.equal([]);
      rig.handler.expectDone();
    });

    it('believes it after half a minute', async () => {
      const rig = createRig([before, updated, ...Array.from({ length: 30 }, () => stillBefore)]);
      await rig.provider.read(target);
      await rig.provider.update(update);
      expect(await delayIn(rig)).to.equal(5);
      const waited = doubts(rig).length;
      expect(waited).to.be.greaterThan(5);
      expect(await delayIn(rig)).to.equal(5);
      expect(doubts(rig)).to.have.length(waited);
    });

    it('is not taken where the update does not show in reads, failed, or nothing was read before', async () => {
      const failed = ['UpdateResource', progress({ OperationStatus: 'FAILED', ErrorCode: 'InvalidRequest' })] as const;
      const unseen = createRig([before, updated, stillBefore]);
      await unseen.provider.read(target);
      await unseen.provider.update({ ...update, showsInReads: () => false });
      const refused = createRig([before, failed, stillBefore]);
      await refused.provider.read(target);
      await refused.provider.update(update);
      const unread = createRig([updated, before]);
      await unread.provider.update(update);
      expect([await delayIn(unseen), await delayIn(refused), await delayIn(unread)]).to.deep.equal([5, 5, 5]);
      expect([unseen, refused, unread].flatMap(doubts)).to.deep.equal([]);
    });

    it('sees that it was deleted meanwhile', async () => {
      const rig = createRig([before, updated, stillBefore, ['GetResource', notFound]]);
      await rig.provider.read(target);
      await rig.provider.update(update);
      expect(await delayIn(rig)).to.equal('absent');
    });
  });
});
