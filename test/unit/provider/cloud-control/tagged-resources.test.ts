import { expect } from 'chai';
import { createEmulator } from '../../../../src/emulator/create-emulator.ts';
import { createRequestHandler } from '../../../../src/emulator/request-handler.ts';
import { serveEmulator } from '../../../../src/emulator/serve-emulator.ts';
import { memoryStore } from '../../../../src/emulator/store/memory-store.ts';
import { createCloudControlProvider } from '../../../../src/provider/cloud-control/create-cloud-control-provider.ts';
import type { Provider } from '../../../../src/provider/provider.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createTestRegistry } from '../../engine/test-registry.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';

const clock = createFakeClock();
const random = createSeededRandom('tagging');
const region = 'eu-west-1';

function createCloud() {
  return createEmulator({ registry: createTestRegistry(), clock, random, store: memoryStore() });
}

/** The service's part as a function, and every request that was sent. */
function scripted(answers: readonly { readonly status: number; readonly body: unknown }[]) {
  const requests: { hostname: string; headers: Record<string, string>; body: string }[] = [];
  const handler = {
    handle: (request: (typeof requests)[number]) => {
      requests.push(request);
      const { status, body } = answers[Math.min(requests.length, answers.length) - 1] ?? { status: 200, body: {} };
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      return Promise.resolve({ response: { statusCode: status, headers: { 'x-amzn-RequestId': 'r-1' }, body: bytes } });
    },
  };
  const provider = createCloudControlProvider({ clock, random, requestHandler: handler, pace: 'unpaced' });
  return { provider, requests };
}

async function arns(provider: Provider, filters: object = {}): Promise<unknown> {
  const answer = await provider.taggedResources({ region, ...filters });
  return answer.ok ? answer.value.map(({ arn }) => arn) : answer.error.message;
}

describe('taggedResources', () => {
  it('asks the Tagging API of the region, signed for it, page after page', async () => {
    const mapping = (arn: string) => ({ ResourceARN: arn, Tags: [{ Key: 'k', Value: 'v' }] });
    const { provider, requests } = scripted([
      { status: 200, body: { PaginationToken: 'two', ResourceTagMappingList: [mapping('arn:1')] } },
      { status: 200, body: { PaginationToken: '', ResourceTagMappingList: [mapping('arn:2')] } },
    ]);
    const answer = await provider.taggedResources({ region: 'cn-north-1', tagFilters: [{ key: 'k', values: [] }] });
    expect(answer).to.deep.equal({
      ok: true,
      value: ['arn:1', 'arn:2'].map((arn) => ({
        arn,
        tags: [{ key: 'k', value: 'v' }],
        complianceDetails: undefined,
      })),
    });
    expect(requests.map(({ hostname, body }) => [hostname, JSON.parse(body) as unknown])).to.deep.equal([
      ['tagging.cn-north-1.amazonaws.com.cn', { TagFilters: [{ Key: 'k' }], ResourcesPerPage: 100 }],
      [
        'tagging.cn-north-1.amazonaws.com.cn',
        { TagFilters: [{ Key: 'k' }], ResourcesPerPage: 100, PaginationToken: 'two' },
      ],
    ]);
    const { headers } = requests[0]!;
    expect(headers['x-amz-target']).to.equal('ResourceGroupsTaggingAPI_20170126.GetResources');
    expect(headers['content-type']).to.equal('application/x-amz-json-1.1');
    expect(headers['authorization']).to.match(
      /^AWS4-HMAC-SHA256 Credential=000000000000\/\d{8}\/cn-north-1\/tagging\/aws4_request, SignedHeaders=content-type;host;.*x-amz-target, Signature=[0-9a-f]{64}$/,
    );
  });

  it('tries again where it is throttled, and names what it is refused with', async () => {
    const { provider, requests } = scripted([
      { status: 400, body: { __type: 'ThrottledException', Message: 'slow down' } },
      { status: 400, body: { __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'not you' } },
    ]);
    const answer = await provider.taggedResources({ region });
    expect(requests).to.have.length(2);
    expect(answer.ok ? undefined : answer.error).to.deep.include({
      kind: 'denied',
      operation: 'GetResources',
      errorName: 'AccessDeniedException',
      message: 'not you',
      requestId: 'r-1',
      attempts: 2,
    });
  });

  for (const [title, status, body, told] of [
    ['no name of an error', 500, {}, ''],
    ['a name and words in small letters', 400, { code: 'InvalidParameterException', message: 'odd' }, 'odd'],
    ['no JSON object', 200, [1], undefined],
    ['a resource without an ARN', 200, { ResourceTagMappingList: [{}] }, 'A ResourceTagMapping has no ResourceARN.'],
    ['no resource', 200, { ResourceTagMappingList: [7] }, 'A ResourceTagMapping has no ResourceARN.'],
  ] as const) {
    it(`takes for a failure an answer with ${title}`, async () => {
      const answer = await scripted([{ status, body }]).provider.taggedResources({ region });
      if (answer.ok) throw new Error('It is taken for an answer.');
      if (told !== undefined) expect(answer.error.message).to.contain(told);
      expect(answer.error).to.include({ operation: 'GetResources', requestId: 'r-1' });
    });
  }

  it('leaves out tags that are none', async () => {
    const tags = [{ Key: 'a' }, { Key: 1, Value: 'x' }, { Value: 'x' }, 7, { Key: 'b', Value: 'y' }];
    const { provider } = scripted([
      {
        status: 200,
        body: {
          ResourceTagMappingList: [
            { ResourceARN: 'arn:1', Tags: tags, ComplianceDetails: { ComplianceStatus: true } },
            { ResourceARN: 'arn:2', Tags: 'none', ComplianceDetails: 7 },
          ],
        },
      },
    ]);
    const answer = await provider.taggedResources({ region, tagsPerPage: 100 });
    expect(answer).to.deep.equal({
      ok: true,
      value: [
        {
          arn: 'arn:1',
          tags: [
            { key: 'a', value: '' },
            { key: 'b', value: 'y' },
          ],
          complianceDetails: { ComplianceStatus: true },
        },
        { arn: 'arn:2', tags: [], complianceDetails: undefined },
      ],
    });
  });

  it('names an answer that says nothing of resources', async () => {
    const { provider } = scripted([{ status: 200, body: {} }]);
    expect(await arns(provider)).to.equal('The answer has no ResourceTagMappingList.');
  });

  for (const way of ['in this process', 'over HTTP'] as const) {
    it(`finds what the emulator has, ${way}`, async () => {
      const emulator = createCloud();
      const served =
        way === 'over HTTP' ? await serveEmulator({ emulator, port: 0, emit: () => undefined }) : undefined;
      const provider = createCloudControlProvider({
        clock,
        random,
        pace: 'unpaced',
        credentials: { accessKeyId: '123456789012', secretAccessKey: 's' },
        ...(served === undefined ? { requestHandler: createRequestHandler(emulator) } : { endpointUrl: served.url }),
      });
      const tags = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([Key, Value]) => ({ Key, Value }));
      const create = async (typeName: string, desiredState: object): Promise<string> => {
        // Written as JSON above.
        const made = await provider.create({ region, typeName, desiredState: desiredState as never });
        if (!made.ok) throw new Error(made.error.message);
        return made.value.identifier ?? '';
      };
      const first = await create('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16', Tags: tags(['a', '1'], ['b', '1']) });
      const second = await create('AWS::EC2::VPC', { CidrBlock: '10.1.0.0/16', Tags: tags(['a', '2']) });
      await create('AWS::EC2::VPC', { CidrBlock: '10.2.0.0/16' });
      const pool = await create('AWS::Cognito::UserPool', { UserPoolName: 'p', UserPoolTags: { a: '1' } });
      const vpc = (id: string) => `arn:aws:ec2:eu-west-1:123456789012:vpc/${id}`;
      const userPool = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${pool}`;

      expect(await arns(provider)).to.deep.equal([vpc(first), vpc(second), userPool]);
      expect(await arns(provider, { resourcesPerPage: 1 })).to.deep.equal([vpc(first), vpc(second), userPool]);
      expect(await arns(provider, { tagFilters: [{ key: 'a', values: ['1', '3'] }] })).to.deep.equal([
        vpc(first),
        userPool,
      ]);
      const both = [
        { key: 'a', values: [] },
        { key: 'b', values: ['1'] },
      ];
      expect(await arns(provider, { tagFilters: both })).to.deep.equal([vpc(first)]);
      expect(await arns(provider, { typeFilters: ['cognito-idp'] })).to.deep.equal([userPool]);
      expect(await arns(provider, { typeFilters: ['ec2:vpc', 'sqs'] })).to.deep.equal([vpc(first), vpc(second)]);
      expect(await arns(provider, { arns: [userPool] })).to.deep.equal([userPool]);
      expect(await arns(provider, { region: 'us-east-1' })).to.deep.equal([]);
      expect(await arns(provider, { resourcesPerPage: 101 })).to.equal('ResourcesPerPage must be between 1 and 100.');

      emulator.inject({
        kind: 'error',
        operation: 'GetResources',
        name: 'AccessDeniedException',
        message: 'no',
        after: 2,
      });
      expect(await arns(provider, { resourcesPerPage: 1 })).to.equal('no');
      provider.close();
      await served?.close();
      await emulator.close();
    });
  }
});
