import { expect } from 'chai';
import type { Role } from '../../../../src/manifest/auth.ts';
import {
  createRoleCredentials,
  RoleError,
  type TemporaryCredentials,
} from '../../../../src/provider/cloud-control/assume-role.ts';

const role: Role = {
  arn: 'arn:aws:iam::123456789012:role/deploy',
  sessionName: 'stack-deploy-shop-dev',
  externalId: undefined,
  durationSeconds: undefined,
  stsRegion: undefined,
  stsEndpointUrl: undefined,
};

interface Asked {
  readonly hostname: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Asks a service of STS that answers with these credentials, and notes what it was asked. */
async function ask(
  one: Role,
  credentials: Readonly<Record<string, string>> | undefined,
  asked: Asked[] = [],
): Promise<TemporaryCredentials> {
  const members = Object.entries(credentials ?? {}).map(([name, text]) => `<${name}>${text}</${name}>`);
  const given = credentials === undefined ? '' : `<Credentials>${members.join('')}</Credentials>`;
  const body = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>${given}</AssumeRoleResult></AssumeRoleResponse>`;
  const handle = (given: unknown): Promise<{ response: never }> => {
    // The SDK hands in its HttpRequest.
    const request = given as { readonly hostname: string; readonly body: string };
    asked.push({ hostname: request.hostname, parameters: Object.fromEntries(new URLSearchParams(request.body)) });
    const response = { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
    return Promise.resolve({ response: response as never });
  };
  const configure = () =>
    Promise.resolve({
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      requestHandler: { handle, destroy: () => undefined },
    } as never);
  return createRoleCredentials(one, 'eu-west-1', configure)();
}

const keys = { AccessKeyId: 'AKIA', SecretAccessKey: 'secret' };

describe('the credentials of a role', () => {
  const answers: readonly [string, Readonly<Record<string, string>>, TemporaryCredentials][] = [
    ['are its two keys', keys, { accessKeyId: 'AKIA', secretAccessKey: 'secret' }],
    [
      'are its keys, its token and how long they last',
      { ...keys, SessionToken: 'token', Expiration: '2026-01-01T01:00:00Z' },
      {
        accessKeyId: 'AKIA',
        secretAccessKey: 'secret',
        sessionToken: 'token',
        expiration: new Date('2026-01-01T01:00:00Z'),
      },
    ],
  ];
  for (const [title, given, expected] of answers) {
    it(title, async () => {
      const got = await ask(role, given);
      expect(got).to.deep.equal(expected);
      expect(Object.keys(got)).to.deep.equal(Object.keys(expected));
    });
  }

  const lacking: readonly [string, Readonly<Record<string, string>> | undefined][] = [
    ['no credentials', undefined],
    ['no secret key', { AccessKeyId: 'AKIA' }],
    ['no key of access', { SecretAccessKey: 'secret' }],
  ];
  for (const [title, given] of lacking) {
    it(`are refused where the answer has ${title}`, async () => {
      const error: unknown = await ask(role, given).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(RoleError);
      expect(error).to.include({ roleArn: role.arn, region: 'eu-west-1' });
      expect(error).to.have.nested.property('cause.message', 'The answer has no credentials.');
    });
  }

  it('are asked for in the usual region, with nothing that the role does not say', async () => {
    const asked: Asked[] = [];
    await ask(role, keys, asked);
    const { Action, RoleArn, RoleSessionName, ExternalId, DurationSeconds } = asked[0]?.parameters ?? {};
    expect([Action, RoleArn, RoleSessionName, ExternalId, DurationSeconds]).to.deep.equal([
      'AssumeRole',
      role.arn,
      role.sessionName,
      undefined,
      undefined,
    ]);
    expect(asked[0]?.hostname).to.equal('sts.eu-west-1.amazonaws.com');
  });

  it('are asked for as the role says', async () => {
    const asked: Asked[] = [];
    const whole: Role = { ...role, externalId: 'ext', durationSeconds: 900, stsRegion: 'us-west-2' };
    await ask(whole, keys, asked);
    await ask({ ...whole, stsEndpointUrl: 'https://sts.example.com' }, keys, asked);
    expect(asked[0]?.parameters).to.include({ ExternalId: 'ext', DurationSeconds: '900' });
    expect(asked.map(({ hostname }) => hostname)).to.deep.equal(['sts.us-west-2.amazonaws.com', 'sts.example.com']);
  });
});
