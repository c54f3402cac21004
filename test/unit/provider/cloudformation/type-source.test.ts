import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { openTypeSource } from '../../../../src/provider/cloudformation/type-source.ts';

const answerOf = (inside: string): string =>
  `<DescribeTypeResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeTypeResult>${inside}</DescribeTypeResult></DescribeTypeResponse>`;
const refusalOf = (code: string, message: string): string =>
  `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

interface Setting {
  readonly status?: number;
  readonly body?: string;
  readonly region?: string | undefined;
  /** Whether nobody answers. Default: false. */
  readonly isDown?: boolean;
}

/** What a service on this machine makes of the question for one type. */
async function described(setting: Setting): Promise<unknown> {
  const { status = 200, body = '', isDown = false } = setting;
  const region = 'region' in setting ? setting.region : 'eu-west-1';
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  if (isDown) await new Promise((resolve) => server.close(resolve));
  const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE'];
  const before = keys.map((key) => process.env[key]);
  // The SDK reads its credentials and region where it likes.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's', AWS_CONFIG_FILE: '/nowhere' });
  for (const key of ['AWS_REGION', 'AWS_DEFAULT_REGION']) Reflect.deleteProperty(process.env, key);
  const endpointUrl = `http://127.0.0.1:${port}`;
  const source = openTypeSource({ region, profile: undefined, endpointUrl, network: undefined });
  try {
    const answer = await source.describe('My::Own::Type');
    return answer.ok ? answer.value : answer.error;
  } finally {
    source.close();
    server.closeAllConnections();
    server.close();
    keys.forEach((key, index) => {
      if (before[index] === undefined) Reflect.deleteProperty(process.env, key);
      else process.env[key] = before[index];
    });
  }
}

describe('the schema of a type', () => {
  it('is what CloudFormation gives, with how it is provisioned', async () => {
    const body = answerOf('<Schema>{}</Schema><ProvisioningType>IMMUTABLE</ProvisioningType>');
    expect(await described({ body })).to.deep.equal({ schema: '{}', provisioningType: 'IMMUTABLE' });
  });

  const table: readonly [string, Setting, string, boolean][] = [
    ['the answer has none', { body: answerOf('<Arn>x</Arn>') }, 'CloudFormation gave no schema', false],
    [
      'CloudFormation does not know the type',
      { status: 404, body: refusalOf('TypeNotFoundException', 'The type cannot be found.') },
      'TypeNotFoundException: The type cannot be found',
      true,
    ],
    [
      'CloudFormation refuses',
      { status: 403, body: refusalOf('AccessDenied', 'not allowed') },
      'AccessDenied: not allowed',
      false,
    ],
    [
      'nobody knows a region',
      { region: undefined },
      'no region is known: give --region, set AWS_REGION or use a profile with one',
      false,
    ],
  ];
  for (const [title, setting, message, isUnknown] of table)
    it(`is not given where ${title}`, async () => {
      expect(await described(setting)).to.deep.equal({ message, isUnknown });
    });

  it('is not given where nobody answers', async () => {
    const { message } = (await described({ isDown: true })) as { readonly message: string };
    expect(message).to.match(/127\.0\.0\.1/);
  });
});
