import { expect } from 'chai';
import { AnswerLost } from '../../../src/emulator/emulator.ts';
import { createRig, type Rig } from './emulator-rig.ts';

const bucket = 'AWS::Test::Bucket';
const vault = 'AWS::Test::Vault';

describe('A fault', () => {
  let rig: Rig;
  beforeEach(() => {
    rig = createRig();
  });
  const create = (name: string): Promise<unknown> =>
    rig.ask('CreateResource', { TypeName: bucket, DesiredState: JSON.stringify({ BucketName: name }) });

  it('refuses as many requests of its operation and type as it was told, after those that it lets pass', async () => {
    rig.emulator.inject({
      kind: 'error',
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      operation: 'ListResources',
      typeName: bucket,
      after: 1,
      times: 2,
    });
    const errors: (string | undefined)[] = [];
    for (const typeName of [bucket, vault, bucket, vault, bucket, bucket]) {
      errors.push((await rig.ask('ListResources', { TypeName: typeName })).error);
    }
    const throttled = 'ThrottlingException';
    expect(errors).to.deep.equal([undefined, undefined, throttled, undefined, throttled, undefined]);
  });

  it('answers with the status that it was given', async () => {
    rig.emulator.inject({ kind: 'error', name: 'ServiceUnavailable', message: 'busy', status: 503 });
    expect(await rig.ask('ListResourceRequests', {})).to.include({
      status: 503,
      error: 'ServiceUnavailable',
      message: 'busy',
    });
  });

  it('lets a request be accepted and fail', async () => {
    rig.emulator.inject({ kind: 'fail', code: 'Throttling', message: 'slow down' });
    const event = await rig.finish('CreateResource', { TypeName: bucket, DesiredState: '{"BucketName":"one"}' });
    expect(event).to.include({ OperationStatus: 'FAILED', ErrorCode: 'Throttling', StatusMessage: 'slow down' });
    expect(await rig.list(bucket)).to.deep.equal([]);
  });

  it('loses an answer after the request was accepted', async () => {
    rig.emulator.inject({ kind: 'lost-answer' });
    const error = await create('one').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AnswerLost).with.property('code', 'ECONNRESET');
    expect(await rig.list(bucket)).to.deep.equal(['one']);
    expect(rig.emulator.ledger.map(({ outcome }) => outcome)).to.deep.equal(['answer-lost', 'ok']);
  });

  it('delays an answer, and another one only for its own request', async () => {
    rig.emulator.inject({ kind: 'delay', ms: 700 });
    await create('one');
    await create('two');
    expect(rig.clock.sleeps).to.deep.equal([700]);
  });

  it('keeps a request running', async () => {
    rig.emulator.inject({ kind: 'stay', ms: 5000 });
    await create('one');
    rig.clock.advance(4999);
    expect(await rig.list(bucket)).to.deep.equal([]);
    rig.clock.advance(1);
    expect(await rig.list(bucket)).to.deep.equal(['one']);
  });
});
