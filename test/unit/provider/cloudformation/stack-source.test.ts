import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { askForStack } from '../../../../src/provider/cloudformation/stack-source.ts';

const answerOf = (operation: string, inside: string): string =>
  `<${operation}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${operation}Result>${inside}</${operation}Result></${operation}Response>`;
const member = (logical: string, physical: string | undefined): string =>
  `<member><LogicalResourceId>${logical}</LogicalResourceId>${physical === undefined ? '' : `<PhysicalResourceId>${physical}</PhysicalResourceId>`}</member>`;

const id = 'arn:aws:cloudformation:eu-west-1:000000000000:stack/shop/1';
const parameter =
  '<member><ParameterKey>Size</ParameterKey><ParameterValue>small</ParameterValue></member><member><ParameterKey>Key</ParameterKey><ParameterValue>****</ParameterValue></member>';
const answers: Readonly<Record<string, string>> = {
  DescribeStacks: answerOf(
    'DescribeStacks',
    `<Stacks><member><StackId>${id}</StackId><StackName>shop</StackName><Parameters>${parameter}</Parameters></member></Stacks>`,
  ),
  GetTemplate: answerOf('GetTemplate', '<TemplateBody>Resources: {}</TemplateBody>'),
  ListStackResources: answerOf(
    'ListStackResources',
    `<StackResourceSummaries>${member('Net', 'vpc-1')}${member('Late', undefined)}</StackResourceSummaries><NextToken>more</NextToken>`,
  ),
  'ListStackResources more': answerOf(
    'ListStackResources',
    `<StackResourceSummaries>${member('Jobs', 'queue-1')}</StackResourceSummaries>`,
  ),
};

/** What a service on this machine makes of the question for a stack, and what it was asked. */
async function asked(given: Readonly<Record<string, string>>) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const line = [form.get('Action'), form.get('NextToken')].filter((part) => part !== null).join(' ');
      requests.push(line);
      const answer = given[line];
      response.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'text/xml' });
      response.end(
        answer ??
          '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed</Message></Error></ErrorResponse>',
      );
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const forSdk = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's', AWS_CONFIG_FILE: '/nowhere' };
  const before = Object.keys(forSdk).map((key) => [key, process.env[key]] as const);
  // The SDK reads its credentials where it likes.
  Object.assign(process.env, forSdk);
  try {
    const endpointUrl = `http://127.0.0.1:${port}`;
    const answer = await askForStack('shop', {
      region: 'eu-west-1',
      profile: undefined,
      endpointUrl,
      network: undefined,
    });
    return { answer, requests };
  } finally {
    server.closeAllConnections();
    server.close();
    for (const [key, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, key);
      else process.env[key] = value;
    }
  }
}

describe('a stack of CloudFormation', () => {
  it('is its template, its parameters, and all of its resources that have been created', async () => {
    const { answer, requests } = await asked(answers);
    expect(answer).to.deep.equal({
      ok: true,
      value: {
        name: 'shop',
        account: '000000000000',
        template: 'Resources: {}',
        parameters: new Map([
          ['Size', 'small'],
          ['Key', '****'],
        ]),
        resources: new Map([
          ['Net', 'vpc-1'],
          ['Jobs', 'queue-1'],
        ]),
      },
    });
    expect(requests).to.deep.equal(Object.keys(answers));
  });

  for (const operation of ['DescribeStacks', 'GetTemplate', 'ListStackResources'])
    it(`is a failure that says what was refused: ${operation}`, async () => {
      const { answer } = await asked(
        Object.fromEntries(Object.entries(answers).filter(([line]) => line !== operation)),
      );
      expect(
        answer.ok ? undefined : [answer.error.operation, answer.error.kind, answer.error.identifier],
      ).to.deep.equal([operation, 'denied', 'shop']);
    });
});
