import { CloudControlClient, GetResourceCommand, ListResourcesCommand } from '@aws-sdk/client-cloudcontrol';
import { expect } from 'chai';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { systemClock } from '../../../src/base/clock.ts';
import type { EmulatorEvent } from '../../../src/emulator/events.ts';
import { serveEmulator, type ServedEmulator } from '../../../src/emulator/serve-emulator.ts';
import { memoryStore } from '../../../src/emulator/store/memory-store.ts';
import { createRig, type Rig } from './emulator-rig.ts';
import { seededRandom } from './seeded-random.ts';

const authorization =
  'AWS4-HMAC-SHA256 Credential=111122223333/20260101/eu-west-1/cloudcontrolapi/aws4_request, SignedHeaders=host, Signature=00';

describe('The emulator over HTTP', () => {
  let rig: Rig;
  let events: EmulatorEvent[];
  let served: ServedEmulator;
  beforeEach(async () => {
    rig = createRig();
    events = [];
    served = await serveEmulator({
      emulator: rig.emulator,
      port: 0,
      emit: (event) => events.push(event),
      clock: rig.clock,
      random: seededRandom(),
    });
  });
  afterEach(() => served.close());

  const post = (
    headers: Record<string, string>,
    body: string,
    path = '/',
  ): Promise<{ status: number; type: string | null; text: string }> =>
    fetch(served.url + path, { method: 'POST', headers, body }).then(async (answer) => ({
      status: answer.status,
      type: answer.headers.get('content-type'),
      text: await answer.text(),
    }));
  const target = (operation: string): Record<string, string> => ({
    authorization,
    'x-amz-target': `CloudApiService.${operation}`,
    'content-type': 'application/x-amz-json-1.0',
  });

  it('answers for names of this machine, and for those that are allowed', async () => {
    const { port } = new URL(served.url);
    const other = await serveEmulator({
      emulator: rig.emulator,
      port: 0,
      emit: () => undefined,
      allowedHosts: ['Emulator'],
    });
    const statusOf = (at: string, host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const sent = request(at, { method: 'POST', headers: { ...target('ListResourceRequests'), host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.once('error', reject);
        sent.end('{}');
      });
    for (const host of [
      `127.0.0.1:${port}`,
      'localhost',
      'LOCALHOST:1',
      'cloud.localhost',
      '[::1]:4566',
      '127.1.2.3',
    ]) {
      expect(await statusOf(served.url, host), host).to.equal(200);
    }
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'emulator', '10.0.0.1']) {
      expect(await statusOf(served.url, host), host).to.equal(403);
    }
    expect(await statusOf(other.url, 'emulator:4566')).to.equal(200);
    await other.close();
  });

  it('serves the SDK, in the region and account of the signature', async () => {
    // A client whose clock is far from that of the answers sends a refused request again.
    const { emulator } = createRig({ clock: systemClock });
    const other = await serveEmulator({ emulator, port: 0, emit: (event) => events.push(event) });
    await emulator.mutate(
      { typeName: 'AWS::Test::Bucket', identifier: 'one', region: 'eu-west-1', accountId: '111122223333' },
      () => ({ BucketName: 'one' }),
    );
    const client = new CloudControlClient({
      endpoint: other.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'any' },
      // The rig's clock is not that of the day, by which the SDK would ask again.
      maxAttempts: 1,
    });
    const read = await client.send(new GetResourceCommand({ TypeName: 'AWS::Test::Bucket', Identifier: 'one' }));
    expect(read.ResourceDescription).to.deep.equal({ Identifier: 'one', Properties: '{"BucketName":"one"}' });
    expect(read.$metadata.requestId).to.match(/^[-0-9a-f]{36}$/);
    const error = await client
      .send(new ListResourcesCommand({ TypeName: 'AWS::No::Type' }))
      .catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'TypeNotFoundException');
    client.destroy();
    await other.close();
    expect(events.map((event) => (event.kind === 'emulator.request' ? event.entry.outcome : event.kind))).to.deep.equal(
      ['emulator.listening', 'emulator.listening', 'ok', 'TypeNotFoundException', 'emulator.closed'],
    );
  });

  it('listens to this machine alone', () => {
    expect(served.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('does not mind the query string of older clients', async () => {
    const answer = await post(target('ListResourceRequests'), '{}', '/?Action=ListResourceRequests&Version=2021-09-30');
    expect(answer).to.deep.equal({
      status: 200,
      type: 'application/x-amz-json-1.0',
      text: '{"ResourceRequestStatusSummaries":[]}',
    });
  });

  it('refuses what it does not understand', async () => {
    expect(await post(target('Nothing'), '{}')).to.include({
      status: 400,
      text: '{"__type":"com.amazon.coral.service#UnknownOperationException","message":"The requested operation is not recognized."}',
    });
    expect(await post({ authorization }, '{}')).to.include({ status: 400 });
    expect((await post(target('GetResource'), '{"TypeName"')).text).to.contain('SerializationException');
    const { authorization: _none, ...unsigned } = target('GetResource');
    expect(await post(unsigned, '{}')).to.include({
      status: 403,
      text: '{"__type":"com.amazon.coral.service#MissingAuthenticationTokenException","message":"Missing Authentication Token"}',
    });
    expect((await fetch(served.url)).status).to.equal(404);
    expect((await post(target('GetResource'), 'x'.repeat(5_000_000))).status).to.equal(413);
  });

  it('takes null for a request without members, as StackQL sends it', async () => {
    for (const body of ['null', ' null\n', '{}', '']) {
      const answer = await post(target('ListResourceRequests'), body);
      expect(answer, body).to.include({ status: 200 });
      expect(JSON.parse(answer.text), body).to.have.property('ResourceRequestStatusSummaries').that.is.an('array');
    }
    expect((await post(target('GetResource'), 'null')).text).to.contain('ValidationException');
    expect((await post(target('GetResource'), '[]')).text).to.contain('SerializationException');
  });

  it('refuses bytes that are no text rather than keep others in their place', async () => {
    const body = Buffer.from('{"TypeName":"AWS::Test::Bucket","Identifier":"\xff"}', 'latin1');
    const answer = await fetch(served.url, { method: 'POST', headers: target('GetResource'), body });
    expect([answer.status, await answer.text()]).to.deep.equal([
      400,
      '{"__type":"com.amazon.coral.service#SerializationException","message":"The request body is not UTF-8 text."}',
    ]);
  });

  it('says nothing of a client that went away before it had sent its request', async () => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n{"Type');
    await new Promise((resolve) => socket.once('data', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await ended;
    await post(target('ListResourceRequests'), '{}');
    await served.close();
    expect(events.map(({ kind }) => kind)).to.deep.equal(['emulator.listening', 'emulator.request', 'emulator.closed']);
  });

  it('says who the caller is', async () => {
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const answer = await post(headers, 'Action=GetCallerIdentity&Version=2011-06-15');
    expect(answer).to.include({ status: 200, type: 'text/xml' });
    expect(answer.text.replace(/<RequestId>.*<\/RequestId>/, '<RequestId/>')).to.equal(
      [
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">',
        '  <GetCallerIdentityResult>',
        '    <Arn>arn:aws:iam::111122223333:root</Arn>',
        '    <UserId>111122223333</UserId>',
        '    <Account>111122223333</Account>',
        '  </GetCallerIdentityResult>',
        '  <ResponseMetadata>',
        '    <RequestId/>',
        '  </ResponseMetadata>',
        '</GetCallerIdentityResponse>',
        '',
      ].join('\n'),
    );
    expect((await post(headers, 'Action=GetSessionToken')).text).to.contain('<Code>InvalidAction</Code>');
  });

  it('breaks the connection where an answer is to be lost', async () => {
    rig.emulator.inject({ kind: 'lost-answer' });
    const error = await post(target('ListResourceRequests'), '{}').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(TypeError);
    expect((await post(target('ListResourceRequests'), '{}')).status).to.equal(200);
  });

  it('tells the client and the operator when its store is broken', async () => {
    const broken = createRig({
      store: { ...memoryStore(), commit: () => Promise.reject(new Error('no space left')) },
    });
    const told: EmulatorEvent[] = [];
    const other = await serveEmulator({ emulator: broken.emulator, port: 0, emit: (event) => told.push(event) });
    const answer = await fetch(other.url, {
      method: 'POST',
      headers: target('DeleteResource'),
      body: '{"TypeName":"AWS::Test::Bucket","Identifier":"one"}',
    });
    expect([answer.status, await answer.text()]).to.deep.equal([
      500,
      '{"__type":"com.amazon.coral.service#InternalFailure","message":"The emulator could not keep the change."}',
    ]);
    await other.close();
    expect(told.map(({ kind }) => kind)).to.deep.equal(['emulator.listening', 'emulator.broken', 'emulator.closed']);
  });

  it('closes although a connection is kept alive', async () => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    const answered = new Promise((resolve) => socket.once('data', resolve));
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n');
    await answered;
    await served.close();
    await ended;
  });

  it('closes although somebody has sent only a part of a request', async () => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n{"Type');
    // That it was told to go on says that its headers have arrived.
    await new Promise((resolve) => socket.once('data', resolve));
    await served.close();
    await ended;
  });

  it('closes although somebody connected and said nothing', async () => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('connect', resolve));
    await served.close();
    await ended;
  });

  it('says that a port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const error = await serveEmulator({ emulator: rig.emulator, port, emit: () => undefined }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', 'EADDRINUSE');
    await new Promise((resolve) => other.close(resolve));
  });
});
