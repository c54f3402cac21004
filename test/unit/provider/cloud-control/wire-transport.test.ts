import { expect } from 'chai';
import { createCloudControlProvider } from '../../../../src/provider/cloud-control/create-cloud-control-provider.ts';
import type { Exchange } from '../../../../src/provider/cloud-control/exchange.ts';
import type { LendingProvider } from '../../../../src/provider/provider.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { countingRandom, failureOf, valueOf } from '../provider-rig.ts';

type Answer = Awaited<ReturnType<Exchange>>;

function over(exchange: Exchange): LendingProvider {
  return createCloudControlProvider({ exchange, clock: createFakeClock(), random: countingRandom(), pace: 'unpaced' });
}

const target = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', identifier: 'q' };

function answering(answer: Partial<Answer>): LendingProvider {
  return over(() => Promise.resolve({ status: 200, headers: { 'x-amzn-requestid': 'id' }, body: '{}', ...answer }));
}

describe('a provider over an exchange', () => {
  it('sends what stands on the wire, without what is not given', async () => {
    const sent: unknown[] = [];
    const provider = over(({ target: header, body, region }) => {
      sent.push([header, JSON.parse(body), region]);
      const event = { RequestToken: 'r', OperationStatus: 'SUCCESS', EventTime: 1_767_225_600, Identifier: 'q' };
      return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify({ ProgressEvent: event }) });
    });
    const created = valueOf(
      await provider.create({ region: 'eu-west-1', typeName: 'AWS::SQS::Queue', desiredState: { QueueName: 'q' } }),
    );
    expect(sent).to.deep.equal([
      [
        'CloudApiService.CreateResource',
        { TypeName: 'AWS::SQS::Queue', DesiredState: '{"QueueName":"q"}', ClientToken: 'token-1' },
        'eu-west-1',
      ],
    ]);
    expect(created).to.include({ requestToken: 'r', status: 'SUCCESS', identifier: 'q' });
    expect(created.fields).to.include({ EventTime: 1_767_225_600 });
  });

  it('tells how old a status is, by the date of the answer', async () => {
    const event = { RequestToken: 'r', OperationStatus: 'SUCCESS', EventTime: 1_767_225_600 };
    const provider = answering({
      headers: { date: 'Thu, 01 Jan 2026 00:01:00 GMT' },
      body: JSON.stringify({ ProgressEvent: event }),
    });
    expect(valueOf(await provider.requestStatus({ region: 'eu-west-1', requestToken: 'r' })).ageMs).to.equal(60_000);
  });

  for (const [title, answer, expected] of [
    [
      'absence',
      { status: 400, body: '{"__type":"com.amazon.x#ResourceNotFoundException","message":"none"}' },
      'absent',
    ],
    [
      'a refusal',
      { status: 400, body: '{"__type":"AccessDeniedException","Message":"no"}' },
      { kind: 'denied', message: 'no', requestId: 'id' },
    ],
    ['a broken service', { status: 503, body: 'busy' }, { kind: 'service', requestId: 'id' }],
    ['what is no JSON', { body: '<html>' }, { kind: 'malformed', requestId: 'id' }],
    ['what lacks its members', { body: '{}' }, { kind: 'malformed' }],
  ] as const) {
    it(`understands ${title} as over the SDK`, async () => {
      const reading = await answering(answer).read(target);
      if (expected === 'absent') expect(valueOf(reading)).to.deep.equal({ kind: 'absent' });
      else expect(failureOf(reading)).to.include(expected);
    });
  }

  it('takes the code of the system for a connection that ended', async () => {
    const provider = over(() => Promise.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })));
    expect(failureOf(await provider.read(target))).to.include({ kind: 'unreachable', errorName: 'ECONNRESET' });
  });

  it('needs no credentials', async () => {
    expect(await answering({}).findCredentials?.('eu-west-1')).to.equal(undefined);
  });
});
