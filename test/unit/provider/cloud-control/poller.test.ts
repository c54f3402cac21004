import { expect } from 'chai';
import { createRig, failureOf, progress, until, valueOf } from '../provider-rig.ts';
import { type Answer, connectionError, RawAnswer, serviceError } from '../scripted-handler.ts';

const creation = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', desiredState: {} };
const startS = Date.UTC(2026, 0, 1) / 1000;
const succeeded = progress({ OperationStatus: 'SUCCESS' });

function polled(...answers: readonly Answer[]) {
  return [
    ['CreateResource', progress({ Identifier: 'q' })] as const,
    ...answers.map((answer) => ['GetResourceRequestStatus', answer] as const),
  ];
}

describe('createPoller', () => {
  it('asks at once, then after half a second, then half as long again up to ten seconds', async () => {
    const running = Array.from({ length: 11 }, () => progress({}));
    const { provider, clock, handler } = createRig(polled(...running, succeeded));
    expect(valueOf(await provider.create(creation)).status).to.equal('SUCCESS');
    expect(clock.sleeps.map(Math.round)).to.deep.equal([
      500, 750, 1125, 1688, 2531, 3797, 5695, 8543, 10_000, 10_000, 10_000,
    ]);
    handler.expectDone();
  });

  it('keeps the identifier that an earlier event gave', async () => {
    const { provider } = createRig(polled(succeeded));
    const event = valueOf(await provider.create(creation));
    expect(event.identifier).to.equal('q');
    expect(event.fields).not.to.have.property('Identifier');
  });

  it('does not come before RetryAfter', async () => {
    const { provider, clock } = createRig(polled(progress({ EventTime: startS, RetryAfter: startS + 5.5 }), succeeded));
    await provider.create(creation);
    expect(clock.sleeps).to.deep.equal([5500]);
  });

  it('waits for RetryAfter of the first answer too', async () => {
    const { provider, clock } = createRig([
      ['CreateResource', progress({ EventTime: startS, RetryAfter: startS + 2 })],
      ['GetResourceRequestStatus', succeeded],
    ]);
    await provider.create(creation);
    expect(clock.sleeps).to.deep.equal([2000]);
  });

  it('follows RetryAfter one minute ahead at most', async () => {
    const { provider, clock } = createRig(
      polled(progress({ EventTime: startS, RetryAfter: startS + 86_400 }), succeeded),
    );
    await provider.create(creation);
    expect(clock.sleeps).to.deep.equal([60_000]);
  });

  it('is not misled by a clock of ours that is an hour slow', async () => {
    const eventS = startS + 3600;
    const { provider, clock } = createRig(polled(progress({ EventTime: eventS, RetryAfter: eventS + 3 }), succeeded));
    await provider.create(creation);
    expect(clock.sleeps).to.deep.equal([3000]);
  });

  it('keeps the token through throttling, broken connections, broken answers and a broken service', async () => {
    const { provider, handler, clock, events } = createRig(
      polled(
        serviceError('ThrottlingException', 'Rate exceeded'),
        connectionError('ETIMEDOUT', 'read ETIMEDOUT'),
        new RawAnswer(200, '{"ProgressEv'),
        new RawAnswer(502, 'Bad gateway'),
        {},
        succeeded,
      ),
    );
    expect(valueOf(await provider.create(creation)).status).to.equal('SUCCESS');
    handler.expectDone();
    expect(handler.requests.slice(1).map((request) => request.input['RequestToken'])).to.deep.equal(
      Array(6).fill('request-1'),
    );
    expect(clock.sleeps.map(Math.round)).to.deep.equal([500, 750, 1125, 1688, 2531]);
    expect(events.filter((event) => event.kind === 'request.progress')[1]).to.deep.equal({
      kind: 'request.progress',
      requestToken: 'request-1',
      status: 'IN_PROGRESS',
      statusMessage: 'GetResourceRequestStatus: Rate exceeded',
      waitMs: 500,
    });
  });

  it('goes on under a status that it does not know', async () => {
    const { provider, events } = createRig(polled(progress({ OperationStatus: 'ROLLING_DICE' }), succeeded));
    expect(valueOf(await provider.create(creation)).status).to.equal('SUCCESS');
    expect(events.flatMap((event) => (event.kind === 'request.progress' ? [event.status] : []))).to.deep.equal([
      'IN_PROGRESS',
      'ROLLING_DICE',
    ]);
  });

  it('stops after the time of the handler and gives the token', async () => {
    const running = Array.from({ length: 3 }, () => progress({ StatusMessage: 'Still at it.' }));
    const { provider, clock, handler } = createRig(polled(...running), {
      timeoutMsFor: (typeName, operation) =>
        `${typeName} ${operation}` === 'AWS::SQS::Queue CREATE' ? 1000 : undefined,
    });
    expect(failureOf(await provider.create(creation))).to.include({
      kind: 'timed-out',
      operation: 'CreateResource',
      identifier: 'q',
      requestToken: 'request-1',
      message: 'The request is IN_PROGRESS after 1 second, and it may go on. Last: Still at it.',
      attempts: 3,
    });
    expect(clock.sleeps).to.deep.equal([500, 500]);
    handler.expectDone();
  });

  it('stops after two hours where nothing is known of the handler', async () => {
    const running = Array.from({ length: 20 }, () => connectionError('ENOTFOUND', 'getaddrinfo ENOTFOUND x'));
    const backoff = { firstMs: 500, factor: 2, capMs: 3_600_000 };
    const { provider, clock } = createRig(polled(...running), { poll: { backoff } });
    const startMs = clock.now();
    expect(failureOf(await provider.create(creation))).to.include({
      kind: 'timed-out',
      requestToken: 'request-1',
      message:
        'The request is IN_PROGRESS after 120 minutes, and it may go on. Last: GetResourceRequestStatus: getaddrinfo ENOTFOUND x (https://cloudcontrolapi.eu-west-1.amazonaws.com)',
    });
    expect(clock.now() - startMs).to.equal(7_200_000);
  });

  for (const [name, kind] of [
    ['RequestTokenNotFoundException', 'not-found'],
    ['ExpiredTokenException', 'credentials'],
    ['AccessDeniedException', 'denied'],
  ] as const) {
    it(`ends at ${name}, and still gives the token`, async () => {
      const { provider } = createRig(polled(progress({}), serviceError(name, 'no')));
      expect(failureOf(await provider.create(creation))).to.include({
        kind,
        errorName: name,
        operation: 'GetResourceRequestStatus',
        identifier: 'q',
        requestToken: 'request-1',
      });
    });
  }

  it('ends at once when the person interrupts, and gives the token', async () => {
    const rig = createRig(polled(progress({})), { time: { runsByItself: false } });
    const creating = rig.provider.create(creation);
    await until(() => rig.clock.sleeping === 1);
    rig.interrupt();
    expect(failureOf(await creating)).to.include({
      kind: 'interrupted',
      operation: 'CreateResource',
      identifier: 'q',
      requestToken: 'request-1',
      message: 'Interrupted while the request was IN_PROGRESS; it may go on.',
    });
  });
});
