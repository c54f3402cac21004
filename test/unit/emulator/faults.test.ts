import { expect } from 'chai';
import { AnswerLost } from '../../../src/emulator/emulator.ts';
import { parseJson } from '../../../src/base/json.ts';
import { plainText } from '../../../src/values/reading.ts';
import { createRig, objectOf, type Rig } from './emulator-rig.ts';

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

  it('refuses with the words of AWS', async () => {
    for (const kind of ['throttled', 'denied', 'service-error', 'expired-credentials'] as const)
      rig.emulator.inject({ kind });
    rig.emulator.inject({ kind: 'service-error', status: 503 });
    rig.emulator.inject({ kind: 'denied', operation: 'GetResources' });
    const answers: (string | number | undefined)[][] = [];
    for (let count = 0; count < 6; count += 1) {
      const { status, error, message } = await rig.ask('ListResourceRequests', {});
      answers.push([status, error, message]);
    }
    expect(answers).to.deep.equal([
      [400, 'ThrottlingException', 'Rate exceeded'],
      [
        400,
        'AccessDeniedException',
        'User: arn:aws:iam::000000000000:root is not authorized to perform: cloudformation:ListResourceRequests on resource: arn:aws:cloudformation:us-east-1:000000000000:resource/* because no identity-based policy allows the cloudformation:ListResourceRequests action',
      ],
      [500, 'InternalFailure', 'The request processing has failed because of an internal error.'],
      [400, 'ExpiredTokenException', 'The security token included in the request is expired'],
      [503, 'ServiceUnavailable', 'Service is unavailable. Please try again later.'],
      [200, undefined, undefined],
    ]);
    const denied = await rig.emulator.handle({
      target: 'ResourceGroupsTaggingAPI_20170126.GetResources',
      body: '{}',
      region: 'us-east-1',
      accountId: '000000000000',
    });
    expect(denied.body).to.contain('is not authorized to perform: tag:GetResources because');
  });

  it('ends the connection before the request is accepted', async () => {
    rig.emulator.inject({ kind: 'cut' });
    const error = await create('one').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AnswerLost).with.property('code', 'ECONNRESET');
    expect(await rig.list(bucket)).to.deep.equal([]);
    expect(rig.emulator.ledger[0]).to.deep.include({ outcome: 'cut', faults: ['cut'] });
  });

  it('never answers, and ends the connection a minute later', async () => {
    rig.emulator.inject({ kind: 'no-answer' });
    rig.emulator.inject({ kind: 'no-answer', ms: 5000 });
    for (const name of ['one', 'two']) {
      const error = await create(name).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(AnswerLost).with.property('code', 'ETIMEDOUT');
    }
    expect(rig.clock.sleeps).to.deep.equal([60_000, 5000]);
    expect(await rig.list(bucket)).to.deep.equal(['one', 'two']);
  });

  it('cuts an answer off in the middle', async () => {
    rig.emulator.inject({ kind: 'malformed' });
    const answer = await rig.emulator.handle({
      target: 'CloudApiService.ListResourceRequests',
      body: '{}',
      region: 'us-east-1',
      accountId: '000000000000',
    });
    expect([answer.status, answer.body]).to.deep.equal([200, '{"ResourceRequestSt']);
    expect(rig.emulator.ledger[0]).to.deep.include({ outcome: 'malformed', faults: ['malformed'] });
  });

  it('carries a request out twice, and once where its token says so', async () => {
    rig.emulator.inject({ kind: 'duplicate', times: 2 });
    const vaultOf = (name: string, more: object): Promise<unknown> =>
      rig.ask('CreateResource', { TypeName: vault, DesiredState: JSON.stringify({ Name: name }), ...more });
    await vaultOf('twice', {});
    await vaultOf('once', { ClientToken: 'token' });
    const made = await Promise.all((await rig.list(vault)).map((id) => rig.read(vault, id)));
    expect(made.map(({ Name }) => Name)).to.deep.equal(['twice', 'twice', 'once']);
    expect(rig.emulator.ledger.filter(({ operation }) => operation === 'CreateResource')).to.have.length(2);
  });

  describe('of a request that fails with a remnant', () => {
    const failing = { kind: 'fail', code: 'NotStabilized', remnant: true } as const;

    it('leaves what a create made, and names it', async () => {
      rig.emulator.inject(failing);
      const event = await rig.finish('CreateResource', { TypeName: vault, DesiredState: '{"Name":"v"}' });
      const [identifier = ''] = await rig.list(vault);
      expect(event).to.include({
        OperationStatus: 'FAILED',
        ErrorCode: 'NotStabilized',
        StatusMessage: 'The handler was made to fail with NotStabilized.',
        Identifier: identifier,
      });
    });

    it('leaves what an update changed, and what a delete removed', async () => {
      await rig.create(bucket, { BucketName: 'one' });
      rig.emulator.inject({ ...failing, times: 'always' });
      const updated = await rig.finish('UpdateResource', {
        TypeName: bucket,
        Identifier: 'one',
        PatchDocument: '[{"op":"add","path":"/Size","value":3}]',
      });
      expect(updated).to.include({ OperationStatus: 'FAILED' }).and.not.to.have.property('ResourceModel');
      expect(await rig.read(bucket, 'one')).to.include({ Size: 3 });
      const removed = await rig.finish('DeleteResource', { TypeName: bucket, Identifier: 'one' });
      expect(removed).to.include({ OperationStatus: 'FAILED', Identifier: 'one' });
      expect(await rig.list(bucket)).to.deep.equal([]);
    });

    it('leaves a refusal of the service as it is', async () => {
      await rig.create(bucket, { BucketName: 'one' });
      rig.emulator.inject(failing);
      const event = await rig.finish('CreateResource', { TypeName: bucket, DesiredState: '{"BucketName":"one"}' });
      expect(event).to.include({ OperationStatus: 'FAILED', ErrorCode: 'AlreadyExists' });
    });
  });

  it('leaves a request running until it is cancelled', async () => {
    rig.emulator.inject({ kind: 'stay' });
    const { RequestToken = '' } = await rig.begin('CreateResource', {
      TypeName: bucket,
      DesiredState: '{"BucketName":"one"}',
    });
    rig.clock.advance(24 * 3_600_000);
    const event = await rig.begin('GetResourceRequestStatus', { RequestToken });
    expect(event).to.include({ OperationStatus: 'IN_PROGRESS' }).and.not.to.have.property('RetryAfter');
    expect(await rig.begin('CancelResourceRequest', { RequestToken })).to.include({
      OperationStatus: 'CANCEL_COMPLETE',
    });
    expect(await rig.list(bucket)).to.deep.equal([]);
  });

  describe('that lets a look lag behind', () => {
    it('shows what there was: before a create, an update and a delete', async () => {
      rig.emulator.inject({ kind: 'lag', ms: 1500, operation: 'GetResource' });
      const size = async (): Promise<unknown> => {
        const answer = await rig.ask('GetResource', { TypeName: bucket, Identifier: 'one' });
        return answer.error ?? JSON.parse(plainText(objectOf(answer.body['ResourceDescription'])['Properties'] ?? ''));
      };
      const seen: unknown[] = [];
      const look = async (): Promise<void> => {
        seen.push(await size());
        rig.clock.advance(1500);
        seen.push(await size());
      };
      await rig.create(bucket, { BucketName: 'one' });
      await look();
      await rig.finish('UpdateResource', {
        TypeName: bucket,
        Identifier: 'one',
        PatchDocument: '[{"op":"add","path":"/Size","value":3}]',
      });
      await look();
      await rig.finish('DeleteResource', { TypeName: bucket, Identifier: 'one' });
      expect(await rig.list(bucket)).to.deep.equal([]);
      await look();
      const arn = 'arn:aws:test:us-east-1:000000000000:bucket/one';
      const plain = { BucketName: 'one', Arn: arn };
      const large = { BucketName: 'one', Size: 3, Arn: arn };
      expect(seen).to.deep.equal([
        'ResourceNotFoundException',
        plain,
        plain,
        large,
        large,
        'ResourceNotFoundException',
      ]);
    });

    it('shows what there was before several changes in a row', async () => {
      rig.emulator.inject({ kind: 'lag', ms: 10_000, operation: 'GetResource' });
      await rig.create(bucket, { BucketName: 'one', Size: 1 });
      rig.clock.advance(10_000);
      for (const size of [2, 3]) {
        await rig.finish('UpdateResource', {
          TypeName: bucket,
          Identifier: 'one',
          PatchDocument: `[{"op":"add","path":"/Size","value":${size}}]`,
        });
      }
      // Each is carried out a second after it was accepted.
      const seen: unknown[] = [];
      for (const laterMs of [0, 9500, 1000]) {
        rig.clock.advance(laterMs);
        seen.push((await rig.read(bucket, 'one'))['Size']);
      }
      expect(seen).to.deep.equal([1, 2, 3]);
    });

    it('lags in lists, under their parents too, while reads are up to date', async () => {
      const pool = await rig.create('AWS::Cognito::UserPool', { UserPoolName: 'people' });
      rig.emulator.inject({ kind: 'lag', ms: 60_000, operation: 'ListResources' });
      const client = await rig.create('AWS::Cognito::UserPoolClient', { UserPoolId: pool, ClientName: 'web' });
      const listed = (): Promise<readonly string[]> => rig.list('AWS::Cognito::UserPoolClient', { UserPoolId: pool });
      expect(await listed()).to.deep.equal([]);
      expect(await rig.read('AWS::Cognito::UserPoolClient', `${pool}|${client.split('|')[1] ?? client}`)).to.include({
        ClientName: 'web',
      });
      rig.clock.advance(60_000);
      expect(await listed()).to.deep.equal([client]);
    });

    it('lets the index of tags miss what is new and keep what is deleted', async () => {
      const pool = { UserPoolName: 'people', UserPoolTags: { owner: 'web' } };
      const tagged = async (): Promise<number> => {
        const answer = await rig.emulator.handle({
          target: 'ResourceGroupsTaggingAPI_20170126.GetResources',
          body: '{}',
          region: 'us-east-1',
          accountId: '000000000000',
        });
        const list = objectOf(parseJson(answer.body))['ResourceTagMappingList'];
        return Array.isArray(list) ? list.length : 0;
      };
      rig.emulator.inject({ kind: 'lag', ms: 3_000_000, operation: 'GetResources' });
      const identifier = await rig.create('AWS::Cognito::UserPool', pool);
      const seen = [await tagged()];
      rig.clock.advance(3_000_000);
      seen.push(await tagged());
      await rig.finish('DeleteResource', { TypeName: 'AWS::Cognito::UserPool', Identifier: identifier });
      seen.push(await tagged());
      rig.clock.advance(3_000_000);
      seen.push(await tagged());
      expect(seen).to.deep.equal([0, 1, 1, 0]);
    });
  });

  describe('of chance', () => {
    const outcomes = async (seed: string, size = 40): Promise<string> => {
      const other = createRig({ seed, faults: [{ kind: 'throttled', probability: 0.25 }] });
      const seen: boolean[] = [];
      for (let count = 0; count < size; count += 1) {
        seen.push((await other.ask('ListResources', { TypeName: bucket })).error !== undefined);
      }
      return seen.map((one) => (one ? 'x' : '.')).join('');
    };

    it('is the same for the same seed, another for another, and about as likely as it says', async () => {
      expect(await outcomes('1')).to.equal(await outcomes('1'));
      expect(await outcomes('1')).to.not.equal(await outcomes('2'));
      expect((await outcomes('1', 400)).replaceAll('.', '').length).to.be.within(70, 130);
    });

    it('does not depend on other requests that come between', async () => {
      const alone = createRig({ seed: '1', faults: [{ kind: 'throttled', probability: 0.5 }] });
      const beside = createRig({ seed: '1', faults: [{ kind: 'throttled', probability: 0.5 }] });
      const ask = async (on: Rig): Promise<string | undefined> =>
        (await on.ask('ListResources', { TypeName: bucket })).error;
      for (let count = 0; count < 20; count += 1) {
        await beside.ask('ListResources', { TypeName: vault });
        expect(await ask(beside)).to.equal(await ask(alone));
      }
    });
  });

  it('strikes the request that its number says, and questions for requests by the type they are about', async () => {
    rig.emulator.inject({ kind: 'throttled', operation: 'GetResourceRequestStatus', typeName: vault, nth: 2 });
    const ask = async (typeName: string, desired: object): Promise<(string | undefined)[]> => {
      const { RequestToken = '' } = await rig.begin('CreateResource', {
        TypeName: typeName,
        DesiredState: JSON.stringify(desired),
      });
      const seen: (string | undefined)[] = [];
      for (let count = 0; count < 3; count += 1)
        seen.push((await rig.ask('GetResourceRequestStatus', { RequestToken })).error);
      return seen;
    };
    expect(await ask(bucket, { BucketName: 'one' })).to.deep.equal([undefined, undefined, undefined]);
    expect(await ask(vault, { Name: 'v' })).to.deep.equal([undefined, 'ThrottlingException', undefined]);
  });

  it('strikes any of several operations, and leaves alone what its kind does not concern', async () => {
    rig.emulator.inject({ kind: 'fail', code: 'InternalFailure' });
    rig.emulator.inject({ kind: 'throttled', operation: ['GetResource', 'ListResources'], times: 2 });
    expect((await rig.ask('ListResourceRequests', {})).error).to.equal(undefined);
    expect((await rig.ask('ListResources', { TypeName: bucket })).error).to.equal('ThrottlingException');
    expect((await rig.ask('GetResource', { TypeName: bucket, Identifier: 'x' })).error).to.equal('ThrottlingException');
    const event = await rig.finish('CreateResource', { TypeName: bucket, DesiredState: '{"BucketName":"one"}' });
    expect(event).to.include({ ErrorCode: 'InternalFailure' });
    expect(rig.emulator.ledger.map(({ faults }) => faults?.join())).to.deep.equal([
      undefined,
      'throttled',
      'throttled',
      'fail',
      undefined,
    ]);
  });
});
