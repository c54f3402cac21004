import { expect } from 'chai';
import { err, ok, type Result } from '../../../../src/base/result.ts';
import { createOnce } from '../../../../src/provider/cloud-control/create-once.ts';
import { createFailure } from '../../../../src/provider/cloud-control/failures.ts';
import type { Mutated, Refusal } from '../../../../src/provider/cloud-control/mutations.ts';
import type { Failure } from '../../../../src/provider/failure.ts';
import type { Reading, RequestEvent } from '../../../../src/provider/provider.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { failureOf, valueOf } from '../provider-rig.ts';

const startMs = Date.UTC(2026, 0, 1);
const minuteMs = 60_000;
const subject = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', identifier: undefined } as const;

/** What a token answers: how the request ended, how long before the start that was, and whether it was over when we asked. */
interface Remembered {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly agoMs: number;
  readonly hadEnded: boolean;
  readonly identifier?: string;
}

/** A service that remembers one request after the other, under whatever tokens. */
function service(requests: readonly Remembered[], alive: readonly string[], reading?: Failure) {
  const tokens: string[] = [];
  const reads: string[] = [];
  return {
    tokens,
    reads,
    run: () =>
      createOnce('token', {
        clock: createFakeClock({ startMs }),
        clockMarginMs: minuteMs,
        create: (token) => {
          const request = requests[tokens.length];
          tokens.push(token);
          if (request === undefined) throw new Error('one create too many');
          return Promise.resolve(answerOf(request));
        },
        read: (identifier): Promise<Result<Reading, Failure>> => {
          reads.push(identifier);
          if (reading !== undefined) return Promise.resolve(err(reading));
          const isAlive = alive.includes(identifier);
          return Promise.resolve(ok(isAlive ? { kind: 'found', identifier, properties: {} } : { kind: 'absent' }));
        },
      }),
  };
}

function answerOf({ status, agoMs, hadEnded, identifier = 'q' }: Remembered): Result<Mutated, Refusal> {
  const event: RequestEvent = {
    requestToken: 'request-1',
    operation: 'CREATE',
    status,
    typeName: 'AWS::SQS::Queue',
    identifier,
    fields: { EventTime: (startMs - agoMs) / 1000 },
  };
  if (status === 'SUCCESS') return ok({ event, hadEnded });
  const failure = createFailure(
    { ...subject, operation: 'CreateResource' },
    { kind: 'request-failed', message: `failed ${agoMs} ms ago` },
  );
  return err({ failure, event, hadEnded });
}

const fresh: Remembered = { status: 'SUCCESS', agoMs: -1000, hadEnded: false, identifier: 'new' };

describe('createOnce', () => {
  it('asks no more than once where the request is a new one', async () => {
    const { run, tokens, reads } = service([fresh], []);
    expect(valueOf(await run()).identifier).to.equal('new');
    expect([tokens, reads]).to.deep.equal([['token'], []]);
  });

  it('picks up what an earlier run had made', async () => {
    const { run, tokens, reads } = service([{ status: 'SUCCESS', agoMs: minuteMs * 90, hadEnded: true }], ['q']);
    expect(valueOf(await run()).identifier).to.equal('q');
    expect([tokens, reads]).to.deep.equal([['token'], ['q']]);
  });

  for (const agoMs of [minuteMs * 90, 5000, 0, -5000]) {
    it(`makes a new one where what was made ${agoMs} ms ago has been removed since`, async () => {
      const { run, tokens } = service([{ status: 'SUCCESS', agoMs, hadEnded: true }, fresh], ['new']);
      expect(valueOf(await run()).identifier).to.equal('new');
      expect(tokens).to.have.length(2);
      expect(new Set(tokens).size).to.equal(2);
    });
  }

  it('comes to the same tokens in every run', async () => {
    const removed: Remembered = { status: 'SUCCESS', agoMs: 10, hadEnded: true };
    const runs = [service([removed, removed, fresh], []), service([removed, removed, fresh], [])];
    for (const { run } of runs) await run();
    expect(runs[0]?.tokens).to.have.length(3);
    expect(runs[1]?.tokens).to.deep.equal(runs[0]?.tokens);
  });

  it('does not tell an old failure again, but tries', async () => {
    const { run, tokens } = service([{ status: 'FAILED', agoMs: 10_000, hadEnded: true }, fresh], []);
    expect(valueOf(await run()).identifier).to.equal('new');
    expect(tokens).to.have.length(2);
  });

  it('tells a failure of its own', async () => {
    const { run, tokens } = service([{ status: 'FAILED', agoMs: -10, hadEnded: false }], []);
    expect(failureOf(await run()).message).to.equal('failed -10 ms ago');
    expect(tokens).to.have.length(1);
  });

  it('tries once more, and no more, where a failure only seems to be an old one', async () => {
    const doubtful: Remembered = { status: 'FAILED', agoMs: 10_000, hadEnded: false };
    const { run, tokens } = service([doubtful, { ...doubtful, agoMs: 9000 }], []);
    expect(failureOf(await run()).message).to.equal('failed 9000 ms ago');
    expect(tokens).to.have.length(2);
  });

  it('makes nothing new while it cannot be told whether the old one is there', async () => {
    const denied = createFailure({ ...subject, operation: 'GetResource' }, { kind: 'denied', message: 'no' });
    const { run, tokens } = service([{ status: 'SUCCESS', agoMs: 10, hadEnded: true }], [], denied);
    expect(failureOf(await run())).to.include({ kind: 'denied', operation: 'GetResource' });
    expect(tokens).to.have.length(1);
  });

  it('believes in what cannot be read', async () => {
    const unsupported = createFailure(
      { ...subject, operation: 'GetResource' },
      { kind: 'unsupported-action', message: 'no read' },
    );
    const { run } = service([{ status: 'SUCCESS', agoMs: 10, hadEnded: true }], [], unsupported);
    expect(valueOf(await run()).identifier).to.equal('q');
  });

  it('ends after fifty of them', async () => {
    const removed: Remembered = { status: 'SUCCESS', agoMs: minuteMs * 90, hadEnded: true };
    const { run, tokens } = service(
      Array.from({ length: 60 }, () => removed),
      [],
    );
    expect(valueOf(await run()).identifier).to.equal('q');
    expect(tokens).to.have.length(50);
  });
});
