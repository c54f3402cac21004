import { expect } from 'chai';
import { err, ok, type Result } from '../../../../src/base/result.ts';
import { createOnce } from '../../../../src/provider/cloud-control/create-once.ts';
import { createFailure } from '../../../../src/provider/cloud-control/failures.ts';
import { createInterruption } from '../../../../src/provider/cloud-control/interruption.ts';
import type { Mutated, Refusal, Standing } from '../../../../src/provider/cloud-control/mutations.ts';
import { nextToken } from '../../../../src/provider/cloud-control/next-token.ts';
import type { Failure } from '../../../../src/provider/failure.ts';
import type { Reading, RequestEvent } from '../../../../src/provider/provider.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { countingRandom, failureOf, valueOf } from '../provider-rig.ts';

const typeName = 'AWS::SQS::Queue';
const subject = { region: 'eu-west-1', typeName, identifier: undefined } as const;

/** A request that the service knows, and how it answers a create under its token. */
interface Known {
  readonly requestToken: string;
  readonly status: 'SUCCESS' | 'FAILED' | 'CANCEL_COMPLETE';
  readonly standing: Standing;
  readonly identifier?: string;
  readonly errorCode?: string;
}

interface Service {
  /** By ClientToken. What is not in it makes the queue `new`. */
  readonly known: Readonly<Record<string, Known>>;
  readonly alive?: readonly string[];
  readonly history?: readonly RequestEvent[] | Failure;
  readonly reading?: Failure;
  /** What the stack calls the resource. */
  readonly named?: string;
  readonly isFirst?: boolean;
}

function rig(service: Service) {
  const asked: string[] = [];
  const clock = createFakeClock();
  const run = () =>
    createOnce('token', {
      region: 'eu-west-1',
      isFirst: service.isFirst ?? false,
      random: countingRandom(),
      typeName,
      identifier: service.named,
      interruption: createInterruption(clock),
      create: (token) => {
        asked.push(`create ${token}`);
        return Promise.resolve(answerOf(service.known[token]));
      },
      look: (identifier, create): Promise<Result<Reading, Failure>> => {
        asked.push(`look ${identifier}${create === undefined ? '' : ' after success'}`);
        if (service.reading !== undefined) return Promise.resolve(err(service.reading));
        const isAlive = service.alive?.includes(identifier) === true;
        return Promise.resolve(ok(isAlive ? { kind: 'found', identifier, properties: {} } : { kind: 'absent' }));
      },
      listRequests: () => {
        asked.push('list');
        const { history = [] } = service;
        return Promise.resolve(
          Array.isArray(history) ? ok(history as readonly RequestEvent[]) : err(history as Failure),
        );
      },
    });
  return { run, asked, clock };
}

function answerOf(known: Known | undefined): Result<Mutated, Refusal> {
  if (known === undefined)
    return ok({ event: eventOf('CREATE', 'new', { requestToken: 'request-new' }), standing: 'new' });
  const { status, standing, identifier, requestToken, errorCode } = known;
  const made = eventOf('CREATE', identifier, { requestToken, status });
  const event = errorCode === undefined ? made : { ...made, fields: { ...made.fields, ErrorCode: errorCode } };
  if (status === 'SUCCESS') return ok({ event, standing });
  const failure = createFailure(
    { ...subject, operation: 'CreateResource' },
    { kind: 'request-failed', message: `${requestToken} failed`, handlerErrorCode: errorCode },
  );
  return err({ failure, event, standing });
}

function eventOf(
  operation: 'CREATE' | 'DELETE',
  identifier: string | undefined,
  { requestToken, status = 'SUCCESS', at = 0 }: { requestToken: string; status?: RequestEvent['status']; at?: number },
): RequestEvent {
  return { requestToken, operation, status, typeName, identifier, fields: { EventTime: at } };
}

const second = nextToken('token', 'request-1');
const third = nextToken('token', 'request-2');
const made = (requestToken: string, identifier: string): Known => ({
  requestToken,
  identifier,
  status: 'SUCCESS',
  standing: 'old',
});

describe('createOnce', () => {
  it('asks no more than once where the request is a new one', async () => {
    const { run, asked } = rig({ known: {} });
    expect(valueOf(await run())).to.include({ identifier: 'new', wasThere: false });
    expect(asked).to.deep.equal(['create token']);
  });

  for (const standing of ['old', 'ended'] as const) {
    it(`picks up what an earlier run had made (${standing})`, async () => {
      const { run, asked } = rig({ known: { token: { ...made('request-1', 'q'), standing } }, alive: ['q'] });
      expect(valueOf(await run())).to.include({ identifier: 'q', wasThere: true });
      expect(asked).to.deep.equal(['create token', 'list', 'look q after success']);
    });
  }

  it('goes on to the token that follows from the request of the life before', async () => {
    const { run, asked } = rig({ known: { token: made('request-1', 'a'), [second]: made('request-2', 'b') } });
    expect(valueOf(await run())).to.include({ identifier: 'new', wasThere: false });
    expect(asked).to.deep.equal([
      'create token',
      'list',
      'look a after success',
      `create ${second}`,
      'look b after success',
      `create ${third}`,
    ]);
  });

  it('reads nothing that a request is known to have deleted', async () => {
    const history = [
      eventOf('CREATE', 'a', { requestToken: 'request-1', at: 1 }),
      eventOf('DELETE', 'a', { requestToken: 'request-9', at: 2 }),
    ];
    const { run, asked } = rig({ known: { token: made('request-1', 'a') }, history });
    valueOf(await run());
    expect(asked).to.deep.equal(['create token', 'list', `create ${second}`]);
  });

  it('finds the last life by its name, however many there were', async () => {
    const history = Array.from({ length: 100 }, (_, life) => [
      eventOf('CREATE', 'a', { requestToken: `request-${life}`, at: 2 * life }),
      eventOf('DELETE', 'a', { requestToken: `delete-${life}`, at: 2 * life + 1 }),
    ]).flat();
    const last = nextToken('token', 'request-99');
    const { run, asked } = rig({ known: { token: made('request-0', 'a') }, history: history.reverse(), named: 'a' });
    valueOf(await run());
    expect(asked).to.deep.equal(['create token', 'list', `create ${last}`]);
  });

  it('comes to the same token from life to life where the history may not be read', async () => {
    const denied = createFailure({ ...subject, operation: 'ListResourceRequests' }, { kind: 'denied', message: 'no' });
    const known = { token: made('request-1', 'a'), [second]: made('request-2', 'a') };
    const { run, asked } = rig({ known, history: denied, named: 'a' });
    valueOf(await run());
    expect(asked.filter((line) => line.startsWith('create')).at(-1)).to.equal(`create ${third}`);
  });

  for (const status of ['FAILED', 'CANCEL_COMPLETE'] as const) {
    it(`does not tell an old end again (${status}), but tries`, async () => {
      const { run, asked } = rig({ known: { token: { requestToken: 'request-1', status, standing: 'old' } } });
      expect(valueOf(await run())).to.include({ identifier: 'new' });
      expect(asked).to.deep.equal(['create token', `create ${second}`]);
    });
  }

  it('looks for what a failed create may have left before it sends another', async () => {
    const known = {
      token: { requestToken: 'request-1', status: 'FAILED', standing: 'old', identifier: 'half' },
    } as const;
    const left = rig({ known, alive: ['half'] });
    expect(valueOf(await left.run())).to.include({ identifier: 'half', wasThere: true });
    const gone = rig({ known });
    expect(valueOf(await gone.run())).to.include({ identifier: 'new', wasThere: false });
    expect(gone.asked).to.deep.equal(['create token', 'list', 'look half', `create ${second}`]);
  });

  it('takes nothing that a create was refused for', async () => {
    const refused = { status: 'FAILED', standing: 'old', identifier: 'q', errorCode: 'AlreadyExists' } as const;
    const { run, asked } = rig({ known: { token: { ...refused, requestToken: 'request-1' } }, alive: ['q'] });
    expect(valueOf(await run())).to.include({ identifier: 'new' });
    expect(asked).to.deep.equal(['create token', `create ${second}`]);
  });

  it('tells a failure of its own', async () => {
    const { run, asked } = rig({ known: { token: { requestToken: 'request-1', status: 'FAILED', standing: 'new' } } });
    expect(failureOf(await run()).message).to.equal('request-1 failed');
    expect(asked).to.have.length(1);
  });

  it('tries once more, and no more, where a failure may be an old one', async () => {
    const ended = { status: 'FAILED', standing: 'ended' } as const;
    const { run, asked } = rig({
      known: { token: { ...ended, requestToken: 'request-1' }, [second]: { ...ended, requestToken: 'request-2' } },
    });
    expect(failureOf(await run()).message).to.equal('request-2 failed');
    expect(asked).to.deep.equal(['create token', `create ${second}`]);
  });

  it('sends what was throttled again only when nothing of it is there', async () => {
    const throttled = {
      status: 'FAILED',
      standing: 'new',
      errorCode: 'Throttling',
      requestToken: 'request-1',
    } as const;
    const left = rig({ known: { token: { ...throttled, identifier: 'half' } }, alive: ['half'] });
    expect(valueOf(await left.run())).to.include({ identifier: 'half', wasThere: true });
    const none = rig({ known: { token: throttled } });
    expect(valueOf(await none.run())).to.include({ identifier: 'new', wasThere: false });
    expect(none.clock.sleeps).to.deep.equal([2000]);
  });

  it('makes nothing new while it cannot be told whether the old one is there', async () => {
    const reading = createFailure({ ...subject, operation: 'GetResource' }, { kind: 'denied', message: 'no' });
    const { run, asked } = rig({ known: { token: made('request-1', 'q') }, reading });
    expect(failureOf(await run())).to.include({ kind: 'denied', operation: 'GetResource' });
    expect(asked).to.deep.equal(['create token', 'list', 'look q after success']);
  });

  it('takes what is answered under a token of its own for its own', async () => {
    const { run, asked } = rig({ known: { token: made('request-1', 'q') }, isFirst: true });
    expect(valueOf(await run())).to.include({ identifier: 'q', wasThere: false });
    expect(asked).to.deep.equal(['create token']);
  });

  it('ends where two tokens lead to one request', async () => {
    const known = { token: made('request-1', 'a'), [second]: made('request-1', 'a') };
    expect(failureOf(await rig({ known }).run())).to.include({ kind: 'contradiction', requestToken: 'request-1' });
  });

  it('believes in what cannot be read', async () => {
    const reading = createFailure(
      { ...subject, operation: 'GetResource' },
      { kind: 'unsupported-action', message: 'no read' },
    );
    const { run } = rig({ known: { token: made('request-1', 'q') }, reading });
    expect(valueOf(await run())).to.include({ identifier: 'q', wasThere: true });
  });
});
