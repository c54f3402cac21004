import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { formatIssuedKey } from '../../src/emulator/sts/issued-key.ts';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { withServedCloud, type ServedCloud } from '../support/served-cloud.ts';

const roleArn = 'arn:aws:iam::111111111111:role/deploy';

interface TokenService {
  readonly url: string;
  /** What was asked, in order: `token`, `role`. */
  readonly asked: readonly string[];
}

/** The token service of GitHub, and an STS that gives credentials for three seconds of the rig's clock. */
async function withTokenService(rig: Rig, use: (service: TokenService) => Promise<void>): Promise<void> {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname === '/token') {
      asked.push('token');
      const isAllowed =
        request.headers.authorization === 'bearer request-token' &&
        url.searchParams.get('audience') === 'sts.amazonaws.com' &&
        url.searchParams.get('api-version') === '2.0';
      response.writeHead(isAllowed ? 200 : 403).end(JSON.stringify(isAllowed ? { value: 'a.jwt.token' } : {}));
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
    expect([
      form.get('Action'),
      form.get('RoleArn'),
      form.get('WebIdentityToken'),
      form.get('RoleSessionName'),
    ]).to.deep.equal(['AssumeRoleWithWebIdentity', roleArn, 'a.jwt.token', 'stack-deploy']);
    asked.push('role');
    const expiresAtMs = rig.clock.now() + 3_000;
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${formatIssuedKey({ accountId: '111111111111', expiresAtMs })}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(expiresAtMs).toISOString()}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
      );
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await use({ url, asked });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A stack of a queue and a topic; a create takes five seconds, or as long as is said. */
async function withSlowStack(use: (rig: Rig, served: ServedCloud) => Promise<void>, createMs = 5_000): Promise<void> {
  await withRig(async (rig) => {
    await withServedCloud(rig, async (served) => {
      rig.write(
        'shop/stackql_manifest.yml',
        'version: 1\nname: shop\nresources:\n  - name: queue\n    type: AWS::SQS::Queue\n    region: us-east-1\n    properties:\n      QueueName: jobs\n  - name: topic\n    type: AWS::SNS::Topic\n    region: us-east-1\n    properties:\n      TopicName: jobs\n',
      );
      served.emulator.inject({ kind: 'stay', operation: 'CreateResource', ms: createMs, times: 'always' });
      await use(rig, served);
    });
  });
}

const token = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

describe('credentials of 3 seconds and requests of 5', () => {
  for (const [named, argv, role] of [
    ['AWS_ROLE_ARN', [], roleArn],
    ['--role-arn', ['--role-arn', roleArn], undefined],
  ] as const) {
    it(`a build ends well where the token service gives the role of ${named}`, async () => {
      await withSlowStack(async (rig, served) => {
        await withTokenService(rig, async ({ url, asked }) => {
          rig.environment.set('AWS_ENDPOINT_URL_STS', url);
          rig.environment.set('ACTIONS_ID_TOKEN_REQUEST_URL', `${url}/token?api-version=2.0`);
          rig.environment.set('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'request-token');
          if (role !== undefined) rig.environment.set('AWS_ROLE_ARN', role);
          const built = await rig.run('build', 'shop', 'dev', '--endpoint-url', served.url, ...argv);
          expect(built.code, built.errors).to.equal(0);
          expect(built.errors).to.match(/\n2 created in \d+\.\d s\n/);
          expect(served.emulator.ledger.filter(({ outcome }) => outcome !== 'ok')).to.deep.equal([]);
          expect(asked.filter((one) => one === 'role').length).to.be.greaterThan(2);
        });
      });
    });
  }

  for (const [createMs, waited] of [
    [5_000, ''],
    [3_600_000, 'CREATE of AWS::SQS::Queue: IN_PROGRESS, waiting\n'],
  ] as const) {
    it(`a build without the service ends with the lines that continue it: ${createMs / 1000} s`, async () => {
      await withSlowStack(async (rig, served) => {
        const before = process.env['AWS_ACCESS_KEY_ID'];
        process.env['AWS_ACCESS_KEY_ID'] = formatIssuedKey({
          accountId: '111111111111',
          expiresAtMs: rig.clock.now() + 1_000 + 3_000,
        });
        const to = ['--endpoint-url', served.url];
        const failed = await rig.run('build', 'shop', 'dev', ...to);
        process.env['AWS_ACCESS_KEY_ID'] = '111111111111';
        try {
          expect(failed.code).to.equal(1);
          const lines = failed.errors.trimEnd().split('\n').slice(-3);
          expect(lines.map((line) => line.replaceAll(token, 'TOKEN'))).to.deep.equal([
            'The session has expired, and the cloud goes on with the request. Renew the credentials, then continue with:',
            '  stack-deploy wait TOKEN --region us-east-1',
            '  stack-deploy build shop dev  (with the same options)',
          ]);
          const [, requestToken = ''] = /wait (\S+)/.exec(failed.errors) ?? [];
          expect(await rig.run('wait', requestToken, '--region', 'us-east-1', ...to)).to.deep.equal({
            code: 0,
            output: '',
            errors: `${waited}CREATE of AWS::SQS::Queue https://sqs.us-east-1.amazonaws.com/111111111111/jobs: SUCCESS\n`,
          });
          const again = await rig.run('build', 'shop', 'dev', ...to);
          expect(again.code, again.errors).to.equal(0);
          const creates = served.emulator.ledger.filter(({ operation }) => operation === 'CreateResource');
          expect(creates.map(({ typeName }) => typeName)).to.deep.equal(['AWS::SQS::Queue', 'AWS::SNS::Topic']);
        } finally {
          if (before !== undefined) process.env['AWS_ACCESS_KEY_ID'] = before;
        }
      }, createMs);
    });
  }

  it('wait asks with the role of the stack, or of a resource', async () => {
    await withRig(async (rig) => {
      const role = (account: string): string => `arn:aws:iam::${account}:role/deploy`;
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1
          name: shop
          environments: { dev: { role_arn: '${role('222222222222')}' } }
          resources:
            - name: queue
              type: AWS::SQS::Queue
              region: us-east-1
              properties: { QueueName: jobs }
            - name: topic
              type: AWS::SNS::Topic
              region: us-east-1
              auth: { awscc: { role_arn: '${role('333333333333')}' } }
              properties: { TopicName: jobs }
        `,
      );
      expect((await rig.run('build', 'shop', 'dev', '--local')).code).to.equal(0);
      const tokenIn = (accountId: string): Promise<string> =>
        withLocalCloud(rig, async ({ emulator }) => {
          const target = 'CloudApiService.ListResourceRequests';
          const { body } = await emulator.handle({ target, body: '{}', region: 'us-east-1', accountId });
          return body.match(token)?.[0] ?? '';
        });
      const [queue, topic] = [await tokenIn('222222222222'), await tokenIn('333333333333')];
      const wait = async (...argv: readonly string[]): Promise<string> =>
        (await rig.run('wait', ...argv, '--local')).errors.replaceAll(token, 'TOKEN');
      expect(await wait(queue, 'shop', 'dev')).to.equal(
        'CREATE of AWS::SQS::Queue https://sqs.us-east-1.amazonaws.com/222222222222/jobs: SUCCESS\n',
      );
      expect(await wait(topic, 'shop', 'dev', '--resource', 'topic')).to.equal(
        'CREATE of AWS::SNS::Topic arn:aws:sns:us-east-1:333333333333:jobs: SUCCESS\n',
      );
      expect(await wait(topic, 'shop', 'dev')).to.match(/^error: /);
      expect(await wait(topic, 'shop', 'dev', '--resource', 'topik')).to.equal(
        'error[input/option]: the stack has no resource "topik"\n  = help: did you mean "topic"?\n',
      );
      expect(await wait(topic, 'shop')).to.equal(
        'error[input/option]: the stack needs its environment\n  = help: name it behind the folder\n',
      );
      expect(await wait(topic, '--resource', 'topic')).to.equal(
        'error[input/option]: --resource needs the stack\n  = help: name its folder and its environment\n',
      );
    });
  });

  it('says that --role-arn needs the service', async () => {
    await withSlowStack(async (rig, served) => {
      expect(await rig.run('build', 'shop', 'dev', '--endpoint-url', served.url, '--role-arn', roleArn)).to.deep.equal({
        code: 1,
        output: '',
        errors:
          'error[input/option]: --role-arn needs the token service of GitHub, and this job has none\n  = help: give the job the permission "id-token: write"; elsewhere name the role in the manifest (role_arn) or in a profile\n',
      });
    });
  });

  for (const [minutes, told] of [
    [
      20,
      'warning[input/credentials]: the credentials expire in 20 min, and a create of AWS::SQS::Queue may take 120 min',
    ],
    [180, undefined],
  ] as const) {
    it(`a build with credentials for ${minutes} minutes ${told === undefined ? 'says nothing of them' : 'says so'}`, async () => {
      await withSlowStack(async (rig, served) => {
        rig.environment.set('AWS_ACCESS_KEY_ID', '000000000000');
        const expiry = new Date(rig.clock.now() + 1_000 + minutes * 60_000).toISOString();
        rig.environment.set('AWS_CREDENTIAL_EXPIRATION', expiry);
        const { code, errors } = await rig.run('build', 'shop', 'dev', '--endpoint-url', served.url);
        expect(code, errors).to.equal(0);
        expect(errors.split('\n').find((line) => line.includes('input/credentials'))).to.equal(told);
      });
    });
  }
});
