import {
  CloudControlClient,
  CreateResourceCommand,
  GetResourceCommand,
  GetResourceRequestStatusCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudcontrol';
import { expect } from 'chai';
import { createRequestHandler } from '../../../src/emulator/request-handler.ts';
import { createRig, type Rig } from './emulator-rig.ts';

describe('The emulator behind the AWS SDK', () => {
  let rig: Rig;
  let client: CloudControlClient;
  beforeEach(() => {
    rig = createRig({ onRepeatedToken: 'replay' });
    client = new CloudControlClient({
      region: 'eu-west-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'any' },
      requestHandler: createRequestHandler(rig.emulator),
    });
  });
  afterEach(() => client.destroy());

  const create = new CreateResourceCommand({
    TypeName: 'AWS::Test::Bucket',
    DesiredState: JSON.stringify({ BucketName: 'one' }),
    ClientToken: 'token',
  });

  it('creates and reads without a socket, in the region and account of the signature', async () => {
    const { ProgressEvent } = await client.send(create);
    expect(ProgressEvent?.EventTime).to.deep.equal(new Date(Date.UTC(2026, 0, 1)));
    const status = await client.send(
      new GetResourceRequestStatusCommand({ RequestToken: ProgressEvent?.RequestToken }),
    );
    expect(status.ProgressEvent?.OperationStatus).to.equal('SUCCESS');
    const read = await client.send(new GetResourceCommand({ TypeName: 'AWS::Test::Bucket', Identifier: 'one' }));
    const properties: unknown = JSON.parse(read.ResourceDescription?.Properties ?? '');
    expect(properties).to.have.property('Arn').that.contains(':eu-west-1:111122223333:');
    expect(
      rig.emulator.ledger.map(({ operation, region, accountId, outcome }) => [operation, region, accountId, outcome]),
    ).to.deep.equal([
      ['CreateResource', 'eu-west-1', '111122223333', 'ok'],
      ['GetResourceRequestStatus', 'eu-west-1', '111122223333', 'ok'],
      ['GetResource', 'eu-west-1', '111122223333', 'ok'],
    ]);
  });

  it('fails with errors that the SDK knows', async () => {
    const error = await client
      .send(new GetResourceCommand({ TypeName: 'AWS::Test::Bucket', Identifier: 'none' }))
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ResourceNotFoundException);
    expect(error).to.have.nested.property('$metadata.httpStatusCode', 400);
    expect(error).to.have.property('message').that.contains('HandlerErrorCode: NotFound');
  });

  it('carries a request out once when its answer is lost and the SDK asks again', async () => {
    rig.emulator.inject({ kind: 'lost-answer', operation: 'CreateResource' });
    const { ProgressEvent } = await client.send(create);
    expect(ProgressEvent?.OperationStatus).to.equal('SUCCESS');
    expect(rig.emulator.ledger.map(({ outcome }) => outcome)).to.deep.equal(['answer-lost', 'ok']);
  });

  it('lets a client go that does not want to wait for an answer that never comes', async () => {
    const stop = new AbortController();
    const endless = { ...rig.clock, sleep: () => new Promise<void>(() => stop.abort()) };
    const silent = createRig({ clock: endless, faults: [{ kind: 'no-answer' }] });
    const impatient = new CloudControlClient({
      region: 'eu-west-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'any' },
      requestHandler: createRequestHandler(silent.emulator),
    });
    const error = await impatient.send(create, { abortSignal: stop.signal }).catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'AbortError');
    impatient.destroy();
  });

  it('stops for a client that no longer wants to know', async () => {
    const stop = new AbortController();
    stop.abort();
    const error = await client.send(create, { abortSignal: stop.signal }).catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'AbortError');
  });

  it('refuses a request without a signature', async () => {
    const { response } = await createRequestHandler(rig.emulator).handle({ headers: {}, body: '{}' });
    expect(response.statusCode).to.equal(403);
    expect(new TextDecoder().decode(response.body)).to.contain('MissingAuthenticationTokenException');
  });
});
