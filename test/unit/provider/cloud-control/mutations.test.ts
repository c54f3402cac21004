import { expect } from 'chai';
import { nextToken } from '../../../../src/provider/cloud-control/next-token.ts';
import { createRig, failureOf, progress, until, valueOf } from '../provider-rig.ts';
import { type Answer, connectionError, RawAnswer, serviceError } from '../scripted-handler.ts';

const creation = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', desiredState: { QueueName: 'q' } };
const target = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', identifier: 'q' };
const succeeded = progress({ OperationStatus: 'SUCCESS', Identifier: 'q' });
const downstreamThrottle = progress({
  OperationStatus: 'FAILED',
  ErrorCode: 'Throttling',
  StatusMessage: 'Rate exceeded',
});
const tokenConflict = serviceError(
  'ClientTokenConflictException',
  'ClientToken token-1 is already associated with an existing operation with RequestToken request-1',
);
const concurrent = serviceError(
  'ConcurrentOperationException',
  'Concurrent modification of AWS::SQS::Queue. RequestToken request-9',
);
const lostAnswer = connectionError('ECONNRESET', 'socket hang up');

function clientTokens(handler: { requests: readonly { input: Readonly<Record<string, unknown>> }[] }): unknown[] {
  return handler.requests.flatMap(({ input }) => ('ClientToken' in input ? [input['ClientToken']] : []));
}

describe('createMutations', () => {
  it('polls nothing when the first answer is the last word', async () => {
    const { provider, handler, clock } = createRig([['CreateResource', succeeded]]);
    expect(valueOf(await provider.create(creation))).to.deep.equal({
      requestToken: 'request-1',
      operation: 'CREATE',
      status: 'SUCCESS',
      typeName: 'AWS::SQS::Queue',
      identifier: 'q',
      wasThere: false,
      fields: {
        EventTime: 1_767_225_600,
        Identifier: 'q',
        Operation: 'CREATE',
        OperationStatus: 'SUCCESS',
        RequestToken: 'request-1',
        TypeName: 'AWS::SQS::Queue',
      },
    });
    expect(handler.requests[0]?.input).to.deep.equal({
      TypeName: 'AWS::SQS::Queue',
      DesiredState: '{"QueueName":"q"}',
      ClientToken: 'token-1',
    });
    expect(clock.sleeps).to.deep.equal([]);
  });

  it('sends a patch as text, with the token that was given', async () => {
    const { provider, handler } = createRig([
      ['UpdateResource', progress({ OperationStatus: 'SUCCESS', Operation: 'UPDATE' })],
    ]);
    const patch = [{ op: 'replace', path: '/DelaySeconds', value: 5 }];
    const event = valueOf(await provider.update({ ...target, patch, clientToken: 'mine', roleArn: 'arn:role' }));
    expect(event.identifier).to.equal('q');
    expect(handler.requests[0]?.input).to.deep.equal({
      TypeName: 'AWS::SQS::Queue',
      Identifier: 'q',
      PatchDocument: '[{"op":"replace","path":"/DelaySeconds","value":5}]',
      RoleArn: 'arn:role',
      ClientToken: 'mine',
    });
  });

  it('follows the request whose answer was lost, by the token in the conflict', async () => {
    const { provider, handler } = createRig([
      ['CreateResource', lostAnswer],
      ['CreateResource', tokenConflict],
      ['GetResourceRequestStatus', progress({})],
      ['GetResourceRequestStatus', succeeded],
    ]);
    expect(valueOf(await provider.create(creation)).identifier).to.equal('q');
    handler.expectDone();
    expect(clientTokens(handler)).to.deep.equal(['token-1', 'token-1']);
    expect(handler.requests[2]?.input).to.deep.equal({ RequestToken: 'request-1' });
  });

  it('follows the request when the service repeats its answer instead', async () => {
    const { provider, handler } = createRig([
      ['CreateResource', lostAnswer],
      ['CreateResource', progress({})],
      ['GetResourceRequestStatus', succeeded],
    ]);
    expect(valueOf(await provider.create(creation)).status).to.equal('SUCCESS');
    expect(clientTokens(handler)).to.deep.equal(['token-1', 'token-1']);
  });

  it('keeps the token when the answer to a mutation is cut', async () => {
    const { provider, handler } = createRig([
      ['CreateResource', { ProgressEvent: { OperationStatus: 'IN_PROGRESS' } }],
      ['CreateResource', succeeded],
    ]);
    expect(valueOf(await provider.create(creation)).status).to.equal('SUCCESS');
    expect(clientTokens(handler)).to.deep.equal(['token-1', 'token-1']);
  });

  for (const other of [{ Operation: 'DELETE' }, { TypeName: 'AWS::SNS::Topic' }]) {
    it(`does not follow another request: ${JSON.stringify(other)}`, async () => {
      const { provider } = createRig([
        ['CreateResource', tokenConflict],
        ['GetResourceRequestStatus', progress({ OperationStatus: 'SUCCESS', ...other })],
      ]);
      const failure = failureOf(await provider.create(creation));
      expect(failure).to.include({
        kind: 'conflict',
        operation: 'CreateResource',
        errorName: 'ClientTokenConflictException',
        requestToken: 'request-1',
      });
      expect(failure.message).to.match(/ \(That request is another one: \w+ of AWS::\w+::\w+\.\)$/);
    });
  }

  it('waits for the request in its way and tries again', async () => {
    const { provider, handler, clock, events } = createRig([
      ['UpdateResource', concurrent],
      ['GetResourceRequestStatus', progress({ RequestToken: 'request-9', Operation: 'DELETE' })],
      ['GetResourceRequestStatus', progress({ RequestToken: 'request-9', OperationStatus: 'FAILED' })],
      ['UpdateResource', progress({ Operation: 'UPDATE', OperationStatus: 'SUCCESS' })],
    ]);
    expect(valueOf(await provider.update({ ...target, patch: [] })).requestToken).to.equal('request-1');
    handler.expectDone();
    expect(clock.sleeps).to.deep.equal([500]);
    expect(clientTokens(handler)).to.deep.equal(['token-1', 'token-1']);
    expect(events.filter(({ kind }) => kind === 'request.progress').length).to.equal(2);
  });

  it('gives up when something stands in its way six times', async () => {
    const nameless = serviceError('ConcurrentOperationException', 'busy');
    const { provider, clock, handler } = createRig(
      Array.from({ length: 6 }, () => ['CreateResource', nameless] as const),
    );
    expect(failureOf(await provider.create(creation))).to.include({ kind: 'conflict', message: 'busy', attempts: 6 });
    expect(clock.sleeps).to.deep.equal([1000, 2000, 4000, 8000, 10_000]);
    handler.expectDone();
  });

  it('does not pass for its own the token of the request in its way when interrupted', async () => {
    const rig = createRig(
      [
        ['UpdateResource', concurrent],
        ['GetResourceRequestStatus', progress({ RequestToken: 'request-9' })],
      ],
      { time: { runsByItself: false } },
    );
    const updating = rig.provider.update({ ...target, patch: [] });
    await until(() => rig.clock.sleeping === 1);
    rig.interrupt();
    expect(failureOf(await updating)).to.include({ kind: 'interrupted', requestToken: undefined });
  });

  it('gives up without a request to follow in the conflict of its token', async () => {
    const nameless = serviceError('ClientTokenConflictException', 'in use');
    const { provider, handler } = createRig([['CreateResource', nameless]]);
    expect(failureOf(await provider.create(creation))).to.include({
      kind: 'conflict',
      errorName: 'ClientTokenConflictException',
      message: 'in use',
    });
    handler.expectDone();
  });

  it('gives up where the request that has its token cannot be looked at', async () => {
    const { provider } = createRig([
      ['CreateResource', tokenConflict],
      ['GetResourceRequestStatus', serviceError('AccessDeniedException', 'no')],
    ]);
    expect(failureOf(await provider.create(creation))).to.include({
      kind: 'denied',
      operation: 'GetResourceRequestStatus',
    });
  });

  const ages: readonly [string, boolean, number, boolean][] = [
    ['made by a try of the same call', true, 1, false],
    ['made before that call, though it was tried before', true, 600, true],
    ['made by an earlier call', false, 1, true],
  ];
  for (const [title, isTriedBefore, seconds, wasThere] of ages)
    it(`says of the request that has its token that it was ${title}`, async () => {
      const startMs = 1_767_225_600_000;
      const event = progress({ OperationStatus: 'SUCCESS', Identifier: 'q', EventTime: startMs / 1000 - seconds });
      const { provider, handler } = createRig(
        [
          ...(isTriedBefore ? [['CreateResource', lostAnswer] as const] : []),
          ['CreateResource', tokenConflict],
          [
            'GetResourceRequestStatus',
            new RawAnswer(200, JSON.stringify(event), { date: new Date(startMs).toUTCString() }),
          ],
          ...(wasThere
            ? ([
                ['ListResourceRequests', { ResourceRequestStatusSummaries: [] }],
                ['GetResource', { ResourceDescription: { Identifier: 'q', Properties: '{}' } }],
              ] as const)
            : []),
        ],
        { time: { startMs } },
      );
      expect(valueOf(await provider.create({ ...creation, clientToken: 'mine' })).wasThere).to.equal(wasThere);
      handler.expectDone();
    });

  it('tries once more at once where the request in its way has ended, and waits where it has not', async () => {
    const { provider, clock, handler } = createRig([
      ['UpdateResource', concurrent],
      ['GetResourceRequestStatus', progress({ RequestToken: 'request-9', OperationStatus: 'SUCCESS' })],
      ['UpdateResource', concurrent],
      ['GetResourceRequestStatus', progress({ RequestToken: 'request-9', OperationStatus: 'SUCCESS' })],
      ['UpdateResource', progress({ Operation: 'UPDATE', OperationStatus: 'SUCCESS' })],
    ]);
    expect(valueOf(await provider.update({ ...target, patch: [] })).status).to.equal('SUCCESS');
    expect(clock.sleeps).to.deep.equal([2000]);
    handler.expectDone();
  });

  it('waits where the request in its way cannot be looked at', async () => {
    const { provider, clock, handler } = createRig([
      ['UpdateResource', concurrent],
      ['GetResourceRequestStatus', serviceError('AccessDeniedException', 'no')],
      ['UpdateResource', progress({ Operation: 'UPDATE', OperationStatus: 'SUCCESS' })],
    ]);
    expect(valueOf(await provider.update({ ...target, patch: [] })).status).to.equal('SUCCESS');
    expect(clock.sleeps).to.deep.equal([1000]);
    handler.expectDone();
  });

  it('gives up on what stands in its way longer than such a request takes', async () => {
    const { provider, handler } = createRig(
      [
        ['UpdateResource', concurrent],
        ...Array.from(
          { length: 40 },
          () => ['GetResourceRequestStatus', progress({ RequestToken: 'request-9', Operation: 'DELETE' })] as const,
        ),
      ],
      { timeoutMsFor: () => 30_000 },
    );
    expect(failureOf(await provider.update({ ...target, patch: [] }))).to.include({
      kind: 'conflict',
      errorName: 'ConcurrentOperationException',
      requestToken: 'request-9',
      attempts: 1,
    });
    expect(handler.operations.at(-1)).to.equal('GetResourceRequestStatus');
  });

  for (const [title, change, operation] of [
    ['update', 'update', 'UpdateResource'],
    ['delete', 'delete', 'DeleteResource'],
  ] as const) {
    it(`makes a new request, with a new token, when the service behind the handler throttles a ${title}`, async () => {
      const { provider, handler, clock } = createRig([
        [operation, downstreamThrottle],
        [operation, downstreamThrottle],
        [operation, progress({})],
        ['GetResourceRequestStatus', succeeded],
      ]);
      const result = await {
        update: () => provider.update({ ...target, patch: [] }),
        delete: () => provider.delete(target),
      }[change]();
      expect(valueOf<{ readonly status: string }>(result).status).to.equal('SUCCESS');
      expect(clientTokens(handler)).to.deep.equal(['token-1', 'token-2', 'token-3']);
      expect(clock.sleeps).to.deep.equal([2000, 4000]);
    });
  }

  it('creates again, under the token that follows, when the service behind the handler throttles a create', async () => {
    const { provider, handler, clock } = createRig([
      ['CreateResource', progress({})],
      ['GetResourceRequestStatus', downstreamThrottle],
      ['CreateResource', progress({ RequestToken: 'request-2' })],
      ['GetResourceRequestStatus', succeeded],
    ]);
    expect(valueOf(await provider.create({ ...creation, clientToken: 'mine' })).wasThere).to.equal(false);
    expect(clientTokens(handler)).to.deep.equal(['mine', nextToken('mine', 'request-1')]);
    expect(clock.sleeps).to.deep.equal([2000]);
  });

  for (const [title, isOld] of [
    ['slows down what is sent to the service after that', false],
    ['but not for what was throttled long ago', true],
  ] as const) {
    it(title, async () => {
      const eventTime = Date.UTC(2026, 0, 1) / 1000 - (isOld ? 60 : 0);
      const failed = progress({ OperationStatus: 'FAILED', ErrorCode: 'Throttling', EventTime: eventTime });
      const { provider, events } = createRig(
        [
          ['UpdateResource', new RawAnswer(200, JSON.stringify(failed), { date: 'Thu, 01 Jan 2026 00:00:00 GMT' })],
          ['UpdateResource', succeeded],
          ['UpdateResource', succeeded],
        ],
        { pace: {} },
      );
      const updates = [target, { ...target, identifier: 'other' }].map((one) => provider.update({ ...one, patch: [] }));
      for (const update of await Promise.all(updates)) expect(update.ok).to.equal(true);
      expect(events.filter(({ kind }) => kind === 'request.slowed')).to.deep.equal(
        isOld ? [] : [{ kind: 'request.slowed', region: 'eu-west-1', quota: 'AWS::SQS writes', perSecond: 2.5 }],
      );
    });
  }

  it('slows down once more for what had waited to be sent since before it was slowed down', async () => {
    const { provider, events } = createRig(
      [
        ['UpdateResource', downstreamThrottle],
        ['UpdateResource', downstreamThrottle],
        ['UpdateResource', succeeded],
        ['UpdateResource', succeeded],
      ],
      { pace: { rates: { reads: { perSecond: 1, burst: 1 }, mutations: { perSecond: 1, burst: 1 } } } },
    );
    const updates = [target, { ...target, identifier: 'other' }].map((one) => provider.update({ ...one, patch: [] }));
    for (const update of await Promise.all(updates)) expect(update.ok).to.equal(true);
    const slowed = events.flatMap((event) => (event.kind === 'request.slowed' ? [event.perSecond] : []));
    expect(slowed).to.deep.equal([0.5, 0.25]);
  });

  it('derives that token from one that was given, so that another run comes to the same', async () => {
    const tokens = [1, 2].map(async () => {
      const { provider, handler } = createRig([
        ['UpdateResource', downstreamThrottle],
        ['UpdateResource', succeeded],
      ]);
      await provider.update({ ...target, patch: [], clientToken: 'mine' });
      return clientTokens(handler);
    });
    const [first = [], second] = await Promise.all(tokens);
    expect(first[0]).to.equal('mine');
    expect(first[1]).to.match(/^[0-9a-f]{64}$/);
    expect(second).to.deep.equal(first);
  });

  it('gives up on that after five requests', async () => {
    const { provider, handler } = createRig(
      Array.from(
        { length: 5 },
        (_, index) =>
          [
            'CreateResource',
            progress({ OperationStatus: 'FAILED', ErrorCode: 'Throttling', RequestToken: `request-${index}` }),
          ] as const,
      ),
    );
    expect(failureOf(await provider.create(creation))).to.include({
      kind: 'request-failed',
      handlerErrorCode: 'Throttling',
      attempts: 5,
    });
    handler.expectDone();
  });

  it('tells all that is known of a request that failed, its hooks too', async () => {
    const failed: Answer = {
      ...progress({
        OperationStatus: 'FAILED',
        ErrorCode: 'AlreadyExists',
        StatusMessage: 'q already exists',
        Identifier: 'q',
      }),
      HooksProgressEvent: [
        { HookTypeName: 'My::Hook::Guard', HookStatus: 'HOOK_COMPLETE_FAILED', HookStatusMessage: 'Not encrypted.' },
      ],
    };
    const { provider } = createRig([
      ['CreateResource', progress({})],
      ['GetResourceRequestStatus', failed],
    ]);
    expect(failureOf(await provider.create(creation))).to.deep.equal({
      kind: 'request-failed',
      operation: 'CreateResource',
      region: 'eu-west-1',
      typeName: 'AWS::SQS::Queue',
      identifier: 'q',
      errorName: 'FAILED',
      message: 'q already exists',
      handlerErrorCode: 'AlreadyExists',
      requestToken: 'request-1',
      requestId: undefined,
      hooks: [{ typeName: 'My::Hook::Guard', status: 'HOOK_COMPLETE_FAILED', message: 'Not encrypted.' }],
      attempts: 1,
    });
  });

  it('calls a cancelled request failed', async () => {
    const { provider } = createRig([
      ['CreateResource', progress({})],
      ['GetResourceRequestStatus', progress({ OperationStatus: 'CANCEL_IN_PROGRESS' })],
      ['GetResourceRequestStatus', progress({ OperationStatus: 'CANCEL_COMPLETE' })],
    ]);
    expect(failureOf(await provider.create(creation))).to.include({
      kind: 'request-failed',
      errorName: 'CANCEL_COMPLETE',
      message: 'The request was cancelled.',
      requestToken: 'request-1',
    });
    const said = createRig([
      ['CreateResource', progress({ OperationStatus: 'CANCEL_COMPLETE', StatusMessage: 'By request.' })],
    ]);
    expect(failureOf(await said.provider.create(creation)).message).to.equal('The request was cancelled. By request.');
  });

  it('says so where the service does not say why a request failed', async () => {
    const { provider } = createRig([['CreateResource', progress({ OperationStatus: 'FAILED' })]]);
    expect(failureOf(await provider.create(creation)).message).to.equal(
      'The request failed, and the service does not say why.',
    );
  });

  it('passes a refusal on with its name and words', async () => {
    const message = 'Model validation failed (#: required key [QueueName] not found)';
    const { provider } = createRig([['CreateResource', serviceError('ValidationException', message)]]);
    expect(failureOf(await provider.create(creation))).to.include({
      kind: 'invalid-request',
      errorName: 'ValidationException',
      message,
    });
  });
});
