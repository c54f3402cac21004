import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { createEmulator } from '../../../../src/emulator/create-emulator.ts';
import { serveEmulator } from '../../../../src/emulator/serve-emulator.ts';
import { memoryStore } from '../../../../src/emulator/store/memory-store.ts';
import { createCloudControlProvider } from '../../../../src/provider/cloud-control/create-cloud-control-provider.ts';
import type { Provider } from '../../../../src/provider/provider.ts';
import { createRegistry, shippedSchemas } from '../../../../src/resource-types/create-registry.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';

const clock = createFakeClock();
const random = createSeededRandom('other services');
const region = 'eu-west-1';

/** One answer of a service, and the requests that were sent for it. */
function scripted(status: number, body: unknown) {
  const requests: { method: string; hostname: string; path: string; headers: Record<string, string>; body: string }[] =
    [];
  const handler = {
    handle: (request: (typeof requests)[number]) => {
      requests.push(request);
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      return Promise.resolve({ response: { statusCode: status, headers: {}, body: bytes } });
    },
  };
  const provider = createCloudControlProvider({ clock, random, requestHandler: handler, pace: 'unpaced' });
  return { provider, requests };
}

type Ask = (provider: Provider) => ReturnType<Provider['parameter']> | ReturnType<Provider['secret']>;

const parameter: Ask = (provider) => provider.parameter({ region, name: '/a' });
const value: Ask = (provider) => provider.secret({ region, name: 'db', part: 'value' });
const version: Ask = (provider) => provider.secret({ region, name: 'db', part: 'version' });

/** What an answer is taken for: what was found, `absent`, or why it failed. */
async function taken(ask: Ask, status: number, body: unknown): Promise<unknown> {
  const answer = await ask(scripted(status, body).provider);
  if (!answer.ok) return `${answer.error.kind}: ${answer.error.message}`;
  return answer.value.kind === 'absent' ? 'absent' : answer.value;
}

describe('Other services', () => {
  it('are asked where they are, signed for them', async () => {
    const asked: unknown[] = [];
    for (const [ask, body] of [
      [parameter, { Parameter: { Value: 'v' } }],
      [value, { VersionId: '1' }],
      [version, { VersionIdsToStages: { '1': ['AWSCURRENT'] } }],
    ] as const) {
      const { provider, requests } = scripted(200, body);
      await ask(provider);
      for (const { hostname, headers, body: sent } of requests)
        asked.push([
          hostname,
          headers['x-amz-target'],
          sent,
          /\/([a-z]+)\/aws4_request/.exec(headers['authorization'] ?? '')?.[1],
        ]);
    }
    expect(asked).to.deep.equal([
      ['ssm.eu-west-1.amazonaws.com', 'AmazonSSM.GetParameter', '{"Name":"/a","WithDecryption":true}', 'ssm'],
      [
        'secretsmanager.eu-west-1.amazonaws.com',
        'secretsmanager.GetSecretValue',
        '{"SecretId":"db"}',
        'secretsmanager',
      ],
      [
        'secretsmanager.eu-west-1.amazonaws.com',
        'secretsmanager.DescribeSecret',
        '{"SecretId":"db"}',
        'secretsmanager',
      ],
    ]);
  });

  for (const [title, ask, status, body, expected] of [
    [
      'a parameter',
      parameter,
      200,
      { Parameter: { Type: 'String', Value: 'v' } },
      { kind: 'found', value: 'v', isSecret: false },
    ],
    [
      'a SecureString',
      parameter,
      200,
      { Parameter: { Type: 'SecureString', Value: 'v' } },
      { kind: 'found', value: 'v', isSecret: true },
    ],
    ['no such parameter', parameter, 400, { __type: 'ParameterNotFound' }, 'absent'],
    ['no such version', parameter, 400, { __type: 'ParameterVersionNotFound' }, 'absent'],
    ['a key that may not be used', parameter, 400, { __type: 'AccessDeniedException', message: 'kms' }, 'denied: kms'],
    ['no parameter', parameter, 200, {}, 'malformed: The answer has no Parameter.'],
    ['a parameter without a value', parameter, 200, { Parameter: {} }, 'malformed: The Parameter has no Value.'],
    ['a secret', value, 200, { SecretString: 's', VersionId: '1' }, { kind: 'found', text: 's', version: '1' }],
    ['bytes', value, 200, { SecretBinary: 'AA==', VersionId: '1' }, { kind: 'found', text: undefined, version: '1' }],
    ['no such secret', value, 400, { __type: 'ResourceNotFoundException' }, 'absent'],
    ['a secret without a version', value, 200, { SecretString: 's' }, 'malformed: The answer has no VersionId.'],
    [
      'its versions',
      version,
      200,
      { VersionIdsToStages: { a: ['AWSPREVIOUS'], b: ['AWSCURRENT'] } },
      { kind: 'found', text: undefined, version: 'b' },
    ],
    ['no such secret to describe', version, 400, { __type: 'ResourceNotFoundException' }, 'absent'],
    [
      'no current version',
      version,
      200,
      { VersionIdsToStages: { a: [] } },
      'malformed: The answer has no version with the label AWSCURRENT.',
    ],
    ['no versions', version, 200, {}, 'malformed: The answer has no version with the label AWSCURRENT.'],
  ] as const) {
    it(`answer with ${title}`, async () => {
      expect(await taken(ask, status, body)).to.deep.equal(expected);
    });
  }

  it('take objects, with the bucket in the name of the host where it can be there', async () => {
    const sha256 = 'ab'.repeat(32);
    const content = new Uint8Array([1, 2, 3]);
    const asked: unknown[] = [];
    for (const bucket of ['assets', 'assets.example.com']) {
      const { provider, requests } = scripted(200, '');
      expect(await provider.object({ region, bucket, key: 'a/b.zip' })).to.deep.equal({ ok: true, value: 'there' });
      expect(await provider.putObject({ region, bucket, key: 'a/b.zip', content, sha256 })).to.include({ ok: true });
      for (const { method, hostname, path, headers } of requests)
        asked.push([method, hostname, path, headers['x-amz-content-sha256']?.slice(0, 4), headers['content-length']]);
    }
    expect(asked).to.deep.equal([
      ['HEAD', 'assets.s3.eu-west-1.amazonaws.com', '/a/b.zip', 'e3b0', undefined],
      ['PUT', 'assets.s3.eu-west-1.amazonaws.com', '/a/b.zip', 'abab', '3'],
      ['HEAD', 's3.eu-west-1.amazonaws.com', '/assets.example.com/a/b.zip', 'e3b0', undefined],
      ['PUT', 's3.eu-west-1.amazonaws.com', '/assets.example.com/a/b.zip', 'abab', '3'],
    ]);
  });

  it('say in XML why they do not take an object, or by the status alone', async () => {
    const key = { region, bucket: 'assets', key: 'a' };
    const told = async (status: number, body: unknown, verb: 'object' | 'putObject'): Promise<unknown> => {
      const { provider } = scripted(status, body);
      const answer = await provider[verb]({ ...key, content: new Uint8Array(), sha256: '' });
      return answer.ok ? answer.value : `${answer.error.kind} ${answer.error.errorName ?? ''}: ${answer.error.message}`;
    };
    const missing = '<Error><Code>NoSuchBucket</Code><Message>no bucket</Message></Error>';
    expect([
      await told(404, '', 'object'),
      await told(403, '', 'object'),
      await told(301, '', 'object'),
      await told(404, missing, 'putObject'),
    ]).to.deep.equal([
      'absent',
      'denied Forbidden: ',
      'invalid-request PermanentRedirect: ',
      'not-found NoSuchBucket: no bucket',
    ]);
  });

  it('are spoken by the emulator over the wire', async () => {
    const registry = createRegistry({ schemaFolders: [shippedSchemas] });
    const emulator = createEmulator({ registry, clock, random, store: memoryStore() });
    const served = await serveEmulator({ emulator, port: 0, emit: () => undefined });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const provider = createCloudControlProvider({
      ...{ clock, random, credentials, endpointUrl: served.url, pace: 'unpaced' },
    });
    const put = (typeName: string, identifier: string, model: Record<string, string | object>): Promise<void> =>
      emulator.mutate({ typeName, identifier, region }, () => model as never);
    try {
      await put('AWS::SSM::Parameter', '/a', { Name: '/a', Type: 'String', Value: 'v' });
      await put('AWS::SecretsManager::Secret', 'arn:1', { Name: 'db', SecretString: 's' });
      await put('AWS::SecretsManager::Secret', 'arn:2', {
        Name: 'drawn',
        GenerateSecretString: {
          PasswordLength: 8,
          SecretStringTemplate: '{"user":"x"}',
          GenerateStringKey: 'password',
        },
      });
      const image = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
      const object = { region, bucket: 'assets', key: 'a/b.zip' };
      const zeros = createHash('sha256').update(new Uint8Array(5_000_000)).digest('hex');
      const answers = [
        await parameter(provider),
        await provider.parameter({ region, name: '/b' }),
        await provider.parameter({ region, name: 'arn:aws:ssm:eu-west-1:000000000000:parameter/a' }),
        await provider.parameter({ region, name: image }),
        await value(provider),
        await version(provider),
        await provider.secret({ region, name: 'arn:1', part: 'value' }),
        await provider.secret({ region, name: 'drawn', part: 'value' }),
        await provider.secret({ region, name: 'none', part: 'value' }),
        await provider.object(object),
        await provider.putObject({ ...object, content: new Uint8Array(5_000_000), sha256: zeros }),
        await provider.object(object),
      ];
      expect(answers.map((answer) => (answer.ok ? answer.value : answer.error.message))).to.deep.equal([
        { kind: 'found', value: 'v', isSecret: false },
        { kind: 'absent' },
        { kind: 'found', value: 'v', isSecret: false },
        { kind: 'found', value: 'ami-8d33991cada8aac1a', isSecret: false },
        { kind: 'found', text: 's', version: '043a7187-74c5-72bd-8a25-adbeb1bfcd5c' },
        { kind: 'found', text: undefined, version: '043a7187-74c5-72bd-8a25-adbeb1bfcd5c' },
        { kind: 'found', text: 's', version: '043a7187-74c5-72bd-8a25-adbeb1bfcd5c' },
        {
          kind: 'found',
          text: '{"user":"x","password":"NGNSD8wF"}',
          version: 'e87db208-a04e-37b8-625d-e8727956a388',
        },
        { kind: 'absent' },
        'absent',
        undefined,
        'there',
      ]);
    } finally {
      provider.close();
      await served.close();
      await emulator.close();
    }
  });
});
