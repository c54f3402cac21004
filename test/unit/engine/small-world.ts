import type { JsonObject } from '../../../src/base/json.ts';
import { createStatementEngine } from '../../support/statement-engine.ts';
import { redact } from '../../../src/values/reading.ts';
import type { PlainValue, Value } from '../../../src/values/value.ts';
import { createFakeProvider, type FakeResource } from './fake-provider.ts';
import { select } from './statements.ts';
import { createTestRegistry } from './test-registry.ts';

function client(pool: string, id: string, properties: JsonObject, region = 'eu-west-1'): FakeResource {
  const parts = { UserPoolId: pool, ClientId: id };
  const typeName = 'AWS::Cognito::UserPoolClient';
  return { region, typeName, identifier: `${pool}|${id}`, properties: { ...parts, ...properties }, listed: parts };
}

function vpc(id: string, properties: JsonObject): FakeResource {
  const parts = { VpcId: id };
  const typeName = 'AWS::EC2::VPC';
  return { region: 'eu-west-1', typeName, identifier: id, properties: { ...parts, ...properties }, listed: parts };
}

/** Two pools with three clients, a pool far away, and three networks: one with all its properties, one with few, one with none. */
export const smallWorld: readonly FakeResource[] = [
  ...['p1', 'p2'].map((id): FakeResource => ({
    region: 'eu-west-1',
    typeName: 'AWS::Cognito::UserPool',
    identifier: id,
    properties: { UserPoolId: id, UserPoolName: `pool ${id}` },
    listed: { UserPoolId: id },
  })),
  {
    region: 'us-east-1',
    typeName: 'AWS::Cognito::UserPool',
    identifier: 'p9',
    properties: { UserPoolId: 'p9', UserPoolName: 'pool p9' },
    listed: { UserPoolId: 'p9' },
  },
  client('p1', 'a', {
    ClientName: 'web',
    CallbackURLs: ['https://a.example/in', 'https://b.example/in'],
    EnableTokenRevocation: true,
    RefreshTokenValidity: 30,
    ClientSecret: 'very-secret-text',
  }),
  client('p1', 'b', { ClientName: 'app', EnableTokenRevocation: false, RefreshTokenValidity: 7 }),
  client('p2', 'c', { ClientName: 'job', EnableTokenRevocation: true, RefreshTokenValidity: 30 }),
  vpc('v1', {
    CidrBlock: '10.0.0.0/16',
    EnableDnsSupport: true,
    SecondaryCount: 1,
    Tags: [{ Key: 'Name', Value: 'one' }],
  }),
  vpc('v2', { CidrBlock: '10.1.0.0/16', EnableDnsSupport: false, SecondaryCount: 0 }),
  vpc('v3', {}),
];

/** The rows of a SELECT over the small world, secrets as `***`, or the trouble in words. The region is eu-west-1 where none is named. */
export async function ask(
  text: string,
  values?: Readonly<Record<string, Value>>,
): Promise<string | readonly (readonly PlainValue[])[]> {
  const provider = createFakeProvider(smallWorld);
  const engine = createStatementEngine({ provider, registry: createTestRegistry(), defaultRegion: 'eu-west-1' });
  const answer = await engine.read(select(text, values));
  if (answer.ok) return answer.value.rows.map((row) => row.map((cell) => redact(cell)));
  const { error } = answer;
  return error.kind === 'failed'
    ? error.failure.message
    : error.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n');
}
