import { expect } from 'chai';
import type { Quota } from '../../../src/resource-types/quotas/quota.ts';
import { createRig, type Rig } from './emulator-rig.ts';

const bucket = 'AWS::Test::Bucket';
const vault = 'AWS::Test::Vault';

/** The errors of requests, one after another. */
async function errorsOf(rig: Rig, count: number, operation: string, body: Record<string, string>, region?: string) {
  const errors: (string | undefined)[] = [];
  for (let index = 0; index < count; index += 1)
    errors.push((await rig.ask(operation, body, region === undefined ? {} : { region })).error);
  return errors;
}

const throttled = 'ThrottlingException';
const list = { TypeName: bucket };

describe('A quota', () => {
  const reads: Quota = { name: 'Reads', operations: ['ListResources', 'GetResource'], perSecond: 2, burst: 3 };

  it('lets a burst through, then as many as its rate', async () => {
    const rig = createRig({ quotas: [reads] });
    expect(await errorsOf(rig, 5, 'ListResources', list)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      throttled,
      throttled,
    ]);
    rig.clock.advance(500);
    expect(await errorsOf(rig, 2, 'ListResources', list)).to.deep.equal([undefined, throttled]);
    rig.clock.advance(60_000);
    expect(await errorsOf(rig, 4, 'ListResources', list)).to.deep.equal([undefined, undefined, undefined, throttled]);
  });

  it('counts each account and region on its own, and only its operations', async () => {
    const rig = createRig({ quotas: [{ ...reads, burst: 1 }] });
    expect(await errorsOf(rig, 2, 'ListResources', list)).to.deep.equal([undefined, throttled]);
    expect(await errorsOf(rig, 2, 'ListResources', list, 'eu-west-1')).to.deep.equal([undefined, throttled]);
    const other = await rig.ask('ListResources', list, { accountId: '111122223333' });
    expect(other.error).to.equal(undefined);
    expect(await errorsOf(rig, 3, 'ListResourceRequests', {})).to.deep.equal([undefined, undefined, undefined]);
  });

  it('holds one request at least, and separate buckets where it says so', async () => {
    const slow: Quota = { name: 'Slow', operations: ['ListResources'], perSecond: 0.1 };
    const shared = createRig({ quotas: [slow] });
    const separate = createRig({ quotas: [{ ...slow, separate: true }] });
    const ask = async (rig: Rig): Promise<(string | undefined)[]> => [
      ...(await errorsOf(rig, 1, 'ListResources', { TypeName: bucket })),
      ...(await errorsOf(rig, 1, 'ListResources', { TypeName: vault })),
    ];
    expect(await ask(shared)).to.deep.equal([undefined, throttled]);
    expect(await ask(separate)).to.deep.equal([undefined, undefined]);
    shared.clock.advance(9999);
    expect(await errorsOf(shared, 1, 'ListResources', list)).to.deep.equal([throttled]);
    shared.clock.advance(1);
    expect(await errorsOf(shared, 1, 'ListResources', list)).to.deep.equal([undefined]);
  });

  it('of a service refuses reads in the name of the handler, and lets changes fail', async () => {
    const service: Quota = {
      name: 'TestControlPlane',
      typeNames: ['AWS::Test::*'],
      operations: ['ListResources', 'CreateResource'],
      perSecond: 1,
    };
    const rig = createRig({ quotas: [service] });
    await rig.list(bucket);
    const refused = await rig.ask('ListResources', list);
    expect([refused.error, refused.message]).to.deep.equal([
      throttled,
      'AWS::Test::Bucket Handler returned status FAILED: Rate exceeded (HandlerErrorCode: Throttling)',
    ]);
    const event = await rig.finish('CreateResource', { TypeName: bucket, DesiredState: '{"BucketName":"one"}' });
    expect(event).to.include({ OperationStatus: 'FAILED', ErrorCode: 'Throttling', StatusMessage: 'Rate exceeded' });
    expect(rig.emulator.ledger.map(({ quota }) => quota)).to.deep.equal([
      undefined,
      'TestControlPlane',
      'TestControlPlane',
      undefined,
    ]);
    expect((await rig.ask('ListResources', { TypeName: 'AWS::Cognito::UserPool' })).error).to.equal(undefined);
  });

  it('of a service without regions counts all regions together', async () => {
    const service: Quota = {
      name: 'Zones',
      typeNames: ['AWS::Route53::*'],
      operations: ['ListResources'],
      perSecond: 1,
    };
    const rig = createRig({ quotas: [service] });
    const zones = { TypeName: 'AWS::Route53::HostedZone' };
    expect(await errorsOf(rig, 1, 'ListResources', zones)).to.deep.equal([undefined]);
    expect(await errorsOf(rig, 1, 'ListResources', zones, 'eu-west-1')).to.deep.equal([throttled]);
  });

  it('of AWS throttles a sixteenth change of user pool clients within a second', async () => {
    const rig = createRig({ quotas: 'aws' });
    const pool = await rig.create('AWS::Cognito::UserPool', { UserPoolName: 'people' });
    const outcomes: unknown[] = [];
    for (let index = 0; index < 17; index += 1) {
      // Five creates a second are what Cloud Control itself bears.
      if (index % 5 === 4) rig.clock.advance(250);
      const { body } = await rig.ask('CreateResource', {
        TypeName: 'AWS::Cognito::UserPoolClient',
        DesiredState: JSON.stringify({ UserPoolId: pool, ClientName: `client-${index}` }),
      });
      outcomes.push(body['ProgressEvent'] === undefined ? 'refused' : 'accepted');
    }
    expect(outcomes.filter((one) => one === 'refused')).not.to.be.empty;
    expect(new Set(rig.emulator.ledger.map(({ quota }) => quota))).to.include('CloudControlWrites');
  });
});
