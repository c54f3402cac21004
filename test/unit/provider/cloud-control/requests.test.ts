import { expect } from 'chai';
import { defaultPaceRates } from '../../../../src/provider/cloud-control/pace.ts';
import type { Operation } from '../../../../src/provider/cloud-control/wire.ts';
import { createRig, failureOf, progress, until, valueOf } from '../provider-rig.ts';
import { type Answer, connectionError, RawAnswer, serviceError } from '../scripted-handler.ts';

const queue = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', identifier: 'q' };
const found: Answer = { ResourceDescription: { Identifier: 'q', Properties: '{}' } };
const throttled = serviceError('ThrottlingException', 'Rate exceeded');

function times(count: number, operation: Operation, answer: Answer): readonly (readonly [Operation, Answer])[] {
  return Array.from({ length: count }, () => [operation, answer] as const);
}

describe('createRequests', () => {
  it('waits longer and longer when the service throttles', async () => {
    const { provider, clock, handler } = createRig([...times(2, 'GetResource', throttled), ['GetResource', found]]);
    expect(valueOf(await provider.read(queue)).kind).to.equal('found');
    expect(clock.sleeps).to.deep.equal([1000, 2000]);
    handler.expectDone();
  });

  it('gives up on throttling after eight tries', async () => {
    const { provider, clock } = createRig(times(8, 'GetResource', throttled));
    expect(failureOf(await provider.read(queue))).to.include({
      kind: 'throttled',
      errorName: 'ThrottlingException',
      message: 'Rate exceeded',
      attempts: 8,
    });
    expect(clock.sleeps).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  });

  it('has tries of its own for each kind of trouble', async () => {
    const reset = connectionError('ECONNRESET', 'socket hang up');
    const busy = new RawAnswer(503, '<html>busy</html>');
    const mixed = [
      ...times(5, 'GetResource', throttled),
      ...times(3, 'GetResource', reset),
      ...times(3, 'GetResource', busy),
    ];
    const { provider, clock, handler } = createRig([...mixed, ['GetResource', found]]);
    expect(valueOf(await provider.read(queue)).kind).to.equal('found');
    expect(clock.sleeps).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 200, 600, 1800, 200, 600, 1800]);
    handler.expectDone();
    const lasting = createRig([...times(5, 'GetResource', throttled), ...times(4, 'GetResource', reset)]);
    expect(failureOf(await lasting.provider.read(queue))).to.include({ kind: 'unreachable', attempts: 9 });
  });

  it('halves the wait at most by chance', async () => {
    const random = { uuid: () => 'u', bytes: (length: number) => new Uint8Array(length) };
    const { provider, clock } = createRig(
      [
        ['GetResource', throttled],
        ['GetResource', found],
      ],
      { random },
    );
    await provider.read(queue);
    expect(clock.sleeps).to.deep.equal([500]);
  });

  it('comes back when the service says, up to five seconds later than it would', async () => {
    const soon = new RawAnswer(400, throttled.body, { 'retry-after': '3' });
    const late = new RawAnswer(400, throttled.body, { 'x-amz-retry-after': '60000' });
    const { provider, clock } = createRig([
      ['GetResource', soon],
      ['GetResource', late],
      ['GetResource', found],
    ]);
    await provider.read(queue);
    expect(clock.sleeps).to.deep.equal([3000, 7000]);
  });

  for (const [title, answer] of [
    ['a reset connection', connectionError('ECONNRESET', 'socket hang up')],
    ['a broken service', new RawAnswer(503, '<html>busy</html>')],
    ['a failure inside a handler', serviceError('HandlerInternalFailureException', 'oops')],
    ['a cut answer', new RawAnswer(200, '{"ResourceDescription":')],
  ] as const) {
    it(`tries again after ${title}`, async () => {
      const { provider, clock } = createRig([
        ['GetResource', answer],
        ['GetResource', found],
      ]);
      expect(valueOf(await provider.read(queue)).kind).to.equal('found');
      expect(clock.sleeps).to.deep.equal([200]);
    });
  }

  for (const name of [
    'AccessDeniedException',
    'ValidationException',
    'ExpiredTokenException',
    'NotStabilizedException',
  ]) {
    it(`does not try again after ${name}`, async () => {
      const { provider, clock } = createRig([['GetResource', serviceError(name, 'no')]]);
      expect(failureOf(await provider.read(queue))).to.include({ errorName: name, attempts: 1 });
      expect(clock.sleeps).to.deep.equal([]);
    });
  }

  it('tells of every try', async () => {
    const { provider, events } = createRig([
      ['GetResource', throttled],
      ['GetResource', found],
    ]);
    await provider.read(queue);
    const about = { operation: 'GetResource', ...queue };
    expect(events).to.deep.equal([
      { kind: 'request.sent', ...about },
      { kind: 'request.answered', ...about, errorName: 'ThrottlingException', elapsedMs: 0 },
      { kind: 'request.sent', ...about },
      { kind: 'request.answered', ...about, errorName: undefined, elapsedMs: 0 },
    ]);
  });

  it('has no more requests under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const slow: Answer = async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      return found;
    };
    const { provider, handler } = createRig(times(12, 'GetResource', slow), { requestConcurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, () => provider.read(queue)));
    expect(most).to.equal(3);
    handler.expectDone();
  });

  it('keeps to the pace, region by region', async () => {
    const { provider, clock } = createRig(times(4, 'GetResource', found), {
      pace: { rates: { ...defaultPaceRates, reads: { perSecond: 1, burst: 1 } } },
    });
    const startMs = clock.now();
    const regions = ['eu-west-1', 'eu-west-1', 'eu-west-1', 'us-east-1'];
    const ends = await Promise.all(
      regions.map(async (region) => {
        await provider.read({ ...queue, region });
        return clock.now() - startMs;
      }),
    );
    expect(clock.sleeps).to.deep.equal([1000, 2000]);
    expect(ends[2]).to.equal(2000);
  });

  it('goes slower for a while after it was throttled', async () => {
    const { provider, clock } = createRig([['GetResource', throttled], ...times(2, 'GetResource', found)], {
      pace: { rates: { ...defaultPaceRates, reads: { perSecond: 1, burst: 5 } } },
    });
    await provider.read(queue);
    await provider.read(queue);
    // The pause of the retry; then what is left of two requests, one in two seconds, since the bucket of the service is empty, too.
    expect(clock.sleeps).to.deep.equal([1000, 3000, 2000]);
  });

  it('sends nothing more at the old rate after the first that is throttled, and each retry once', async () => {
    const sentAtMs: number[] = [];
    const answer =
      (made: Answer): Answer =>
      () => {
        sentAtMs.push(rig.clock.now());
        return Promise.resolve(made);
      };
    const rig = createRig([...times(2, 'GetResource', answer(throttled)), ...times(6, 'GetResource', answer(found))], {
      requestConcurrency: 2,
      pace: { isOpen: true, quotas: [], rates: { ...defaultPaceRates, reads: { perSecond: 1, burst: 1 } } },
    });
    const startedMs = rig.clock.now();
    await Promise.all(Array.from({ length: 6 }, () => rig.provider.read(queue)));
    // Two were under way; four waited for their places; two came back after a second.
    expect(sentAtMs.map((ms) => ms - startedMs)).to.deep.equal([0, 0, 2000, 3000, 4000, 5000, 6000, 7000]);
    expect(rig.events.filter(({ kind }) => kind === 'request.slowed')).to.deep.equal([
      { kind: 'request.slowed', region: 'eu-west-1', quota: 'reads', perSecond: 1 },
    ]);
    rig.handler.expectDone();
  });

  describe('when the person interrupts', () => {
    it('sends nothing more', async () => {
      const { provider, handler, interrupt } = createRig([]);
      interrupt();
      expect(failureOf(await provider.read(queue))).to.include({
        kind: 'interrupted',
        message: 'Interrupted before the request was sent.',
        attempts: 0,
      });
      handler.expectDone();
    });

    it('gives up a read at once, even where the handler does not listen', async () => {
      const never: Answer = () => new Promise(() => undefined);
      const { provider, handler, interrupt } = createRig([['GetResource', never]]);
      const reading = provider.read(queue);
      await until(() => handler.requests.length === 1);
      interrupt();
      expect(failureOf(await reading)).to.include({ kind: 'interrupted', message: 'Interrupted.' });
      expect(handler.requests[0]?.aborted()).to.equal(true);
    });

    it('ends a wait between two tries', async () => {
      const rig = createRig([['GetResource', throttled]], { time: { runsByItself: false } });
      const reading = rig.provider.read(queue);
      await until(() => rig.clock.sleeping === 1);
      rig.interrupt();
      expect(failureOf(await reading)).to.include({ kind: 'interrupted', attempts: 1 });
      expect(rig.clock.sleeping).to.equal(0);
    });

    it('waits five seconds for the answer to a mutation, so that its token is known', async () => {
      let answer: ((answer: Answer) => void) | undefined;
      const later: Answer = () => new Promise((resolve) => (answer = resolve));
      const rig = createRig([['CreateResource', later]], { time: { runsByItself: false } });
      const creating = rig.provider.create({ region: 'eu-west-1', typeName: 'AWS::SQS::Queue', desiredState: {} });
      await until(() => answer !== undefined);
      rig.interrupt();
      rig.clock.advance(4999);
      answer?.(progress({}));
      expect(failureOf(await creating)).to.include({
        kind: 'interrupted',
        requestToken: 'request-1',
        message: 'Interrupted while the request was IN_PROGRESS; it may go on.',
      });
      expect(rig.clock.sleeping).to.equal(0);
    });

    it('says that the fate of a mutation is unknown when no answer comes in that time', async () => {
      const never: Answer = () => new Promise(() => undefined);
      const rig = createRig([['CreateResource', never]], { time: { runsByItself: false } });
      const creating = rig.provider.create({ region: 'eu-west-1', typeName: 'AWS::SQS::Queue', desiredState: {} });
      await until(() => rig.handler.requests.length === 1);
      rig.interrupt();
      expect(rig.handler.requests[0]?.aborted()).to.equal(false);
      rig.clock.advance(5000);
      expect(failureOf(await creating)).to.include({
        kind: 'interrupted',
        requestToken: undefined,
        message: 'Interrupted; it is not known whether the request was accepted.',
      });
      expect(rig.handler.requests[0]?.aborted()).to.equal(true);
    });

    it('still asks for a status and cancels', async () => {
      const { provider, interrupt } = createRig([
        ['GetResourceRequestStatus', progress({})],
        ['CancelResourceRequest', progress({ OperationStatus: 'CANCEL_IN_PROGRESS' })],
      ]);
      interrupt();
      const request = { region: 'eu-west-1', requestToken: 'request-1' };
      expect(valueOf(await provider.requestStatus(request)).status).to.equal('IN_PROGRESS');
      expect(valueOf(await provider.cancel(request)).status).to.equal('CANCEL_IN_PROGRESS');
    });
  });
});
