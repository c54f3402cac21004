import { CloudControlClient, ListResourcesCommand } from '@aws-sdk/client-cloudcontrol';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
  type Credentials,
} from '@aws-sdk/client-sts';
import { expect } from 'chai';
import { createRequestHandler } from '../../../src/emulator/request-handler.ts';
import { serveEmulator, type ServedEmulator } from '../../../src/emulator/serve-emulator.ts';
import { createRig, type Rig } from './emulator-rig.ts';
import { seededRandom } from './seeded-random.ts';

const role = { RoleArn: 'arn:aws:iam::210987654321:role/ci/deploy', RoleSessionName: 'pull-request' };
const own = { accessKeyId: '111122223333', secretAccessKey: 'any' };

/** A token as an identity provider makes it; nobody checks its signature here. */
function tokenOf(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ alg: 'RS256' }), part(claims), 'signature'].join('.');
}

function signing({ AccessKeyId = '', SecretAccessKey = '', SessionToken = '' }: Credentials) {
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

describe('STS of the emulator', () => {
  let rig: Rig;
  let served: ServedEmulator;
  let sts: STSClient;
  beforeEach(async () => {
    rig = createRig();
    const { emulator, clock } = rig;
    served = await serveEmulator({ emulator, port: 0, emit: () => undefined, clock, random: seededRandom() });
    sts = new STSClient({ endpoint: served.url, region: 'eu-west-1', credentials: own, maxAttempts: 1 });
  });
  afterEach(async () => {
    sts.destroy();
    await served.close();
  });
  const refusal = (sent: Promise<unknown>): Promise<string> =>
    sent.then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : ''),
    );

  it('gives out keys of the account of the role, which the whole emulator knows until they expire', async () => {
    const { Credentials: keys = {} as Credentials, AssumedRoleUser: user } = await sts.send(
      new AssumeRoleCommand({ ...role, DurationSeconds: 900 }),
    );
    expect(keys.Expiration).to.deep.equal(new Date(rig.clock.now() + 900_000));
    const arn = 'arn:aws:sts::210987654321:assumed-role/deploy/pull-request';
    expect(user?.Arn).to.equal(arn);
    expect(user?.AssumedRoleId).to.match(/^AROA[A-Z2-7]{17}:pull-request$/);
    const credentials = signing(keys);
    const assumed = new STSClient({ endpoint: served.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
    const { Account, Arn } = await assumed.send(new GetCallerIdentityCommand({}));
    expect([Account, Arn]).to.deep.equal(['210987654321', arn]);

    const list = new ListResourcesCommand({ TypeName: 'AWS::Test::Bucket' });
    const region = 'eu-west-1';
    const clients = [
      new CloudControlClient({ endpoint: served.url, region, credentials, maxAttempts: 1 }),
      new CloudControlClient({
        requestHandler: createRequestHandler(rig.emulator),
        region,
        credentials,
        maxAttempts: 1,
      }),
    ];
    for (const client of clients) await client.send(list);
    expect(rig.emulator.ledger.map(({ accountId }) => accountId)).to.deep.equal(['210987654321', '210987654321']);
    rig.clock.advance(900_000);
    for (const client of clients) {
      expect(await refusal(client.send(list))).to.equal(
        'ExpiredTokenException: The security token included in the request is expired',
      );
      client.destroy();
    }
    expect(await refusal(assumed.send(new GetCallerIdentityCommand({})))).to.match(/^ExpiredToken/);
    assumed.destroy();
  });

  it('takes the token of an identity provider for a signature', async () => {
    const token = tokenOf({
      sub: 'repo:shop/web',
      iss: 'https://token.actions.example',
      aud: 'sts',
      exp: 4_000_000_000,
    });
    const unsigned = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Action: 'AssumeRoleWithWebIdentity', ...role, WebIdentityToken: token }).toString(),
    });
    const text = await unsigned.text();
    expect([unsigned.status, text]).to.deep.equal([200, text]);
    for (const part of [
      '<SubjectFromWebIdentityToken>repo:shop/web</SubjectFromWebIdentityToken>',
      '<Audience>sts</Audience>',
      '<Provider>https://token.actions.example</Provider>',
      '<Arn>arn:aws:sts::210987654321:assumed-role/deploy/pull-request</Arn>',
    ])
      expect(text).to.include(part);
    const late = tokenOf({ exp: 1_000_000_000 });
    const sent = (WebIdentityToken: string): Promise<string> =>
      refusal(sts.send(new AssumeRoleWithWebIdentityCommand({ ...role, WebIdentityToken })));
    expect(await sent(late)).to.match(/^ExpiredTokenException: Token expired: /);
    expect(await sent('abc')).to.match(/^InvalidIdentityToken/);
    expect(await sent(token)).to.equal('done');
  });

  it('refuses what STS refuses', async () => {
    const sent = (input: Partial<typeof role> & { DurationSeconds?: number }): Promise<string> =>
      refusal(sts.send(new AssumeRoleCommand({ ...role, ...input })));
    expect(await sent({ RoleArn: 'arn:aws:iam::1:role/x' })).to.equal(
      'ValidationError: arn:aws:iam::1:role/x is invalid',
    );
    expect(await sent({ RoleSessionName: 'a b' })).to.match(/^ValidationError: 1 validation error.*roleSessionName/);
    expect(await sent({ DurationSeconds: 60 })).to.match(/greater than or equal to 900$/);
    expect(await sent({ DurationSeconds: 50_000 })).to.match(/less than or equal to 43200$/);
    const { status } = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=AssumeRole',
    });
    expect(status).to.equal(403);
  });
});
