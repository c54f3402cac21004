import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const folder = join(packageRoot, 'test/fixtures/import');
const template = readFileSync(join(folder, 'orders.yml'), 'utf8');

/** What the template stands for, as CloudFormation would have made it; yields what `describe-stack-resources` prints. */
async function makeStack(rig: Rig): Promise<string> {
  const account = '000000000000';
  return withLocalCloud(rig, async (cloud) => {
    const ids: Record<string, string> = {};
    const make = async (logicalId: string, TypeName: string, model: object): Promise<void> => {
      const event = await cloud.change('CreateResource', { TypeName, DesiredState: JSON.stringify(model) });
      if (event['OperationStatus'] !== 'SUCCESS') throw new Error(`${logicalId}: ${JSON.stringify(event)}`);
      ids[logicalId] = (event['Identifier'] as string).split('|').at(-1) ?? '';
    };
    const queue = (name: string): string => `arn:aws:sqs:us-east-1:${account}:${name}`;
    await make('Pool', 'AWS::Cognito::UserPool', { UserPoolName: 'prd-users', DeletionProtection: 'ACTIVE' });
    await make('Client', 'AWS::Cognito::UserPoolClient', {
      UserPoolId: ids['Pool'],
      ClientName: 'web',
      RefreshTokenValidity: 7,
      CallbackURLs: ['https://a.example.com', 'https://b.example.com'],
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
    });
    await make('Dead', 'AWS::SQS::Queue', { QueueName: 'orders-Dead-4T6J2' });
    await make('Queue', 'AWS::SQS::Queue', {
      QueueName: 'prd-jobs',
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: queue('orders-Dead-4T6J2'), maxReceiveCount: 3 },
    });
    await make('Topic', 'AWS::SNS::Topic', { TopicName: 'prd-news' });
    await make('Subscription', 'AWS::SNS::Subscription', {
      TopicArn: ids['Topic'],
      Protocol: 'sqs',
      Endpoint: queue('prd-jobs'),
    });
    await make('Role', 'AWS::IAM::Role', {
      RoleName: 'worker',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        {
          PolicyName: 'work',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: [queue('prd-jobs'), queue('spare')] }],
          },
        },
      ],
    });
    await make('Worker', 'AWS::Lambda::Function', {
      FunctionName: 'worker',
      Role: `arn:aws:iam::${account}:role/worker`,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      MemorySize: 512,
      Code: { ZipFile: "exports.handler = () => '{{name}}';" },
    });
    await make('Table', 'AWS::DynamoDB::Table', {
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
    await make('Log', 'AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/worker', RetentionInDays: 30 });
    return JSON.stringify({
      StackResources: Object.entries(ids).map(([LogicalResourceId, PhysicalResourceId]) => ({
        LogicalResourceId,
        PhysicalResourceId,
      })),
    });
  });
}

interface Id {
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
}

/** A CloudFormation that has the stack orders-prd, whose resources come in two pages; `asked` are the operations, in their order. */
async function withCloudFormation(
  rig: Rig,
  resources: readonly Id[],
  use: (asked: readonly string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const escaped = template.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const page = (ids: readonly Id[], next: string): string => {
    const members = ids.map(
      (id) =>
        `<member><LogicalResourceId>${id.LogicalResourceId}</LogicalResourceId><PhysicalResourceId>${id.PhysicalResourceId}</PhysicalResourceId></member>`,
    );
    return `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>${next}`;
  };
  const answers: Readonly<Record<string, string>> = {
    DescribeStacks:
      '<Stacks><member><StackName>orders-prd</StackName><StackId>arn:aws:cloudformation:us-east-1:123456789012:stack/orders-prd/1</StackId><Parameters><member><ParameterKey>Days</ParameterKey><ParameterValue>9</ParameterValue></member></Parameters></member></Stacks>',
    GetTemplate: `<TemplateBody>${escaped}</TemplateBody>`,
    ListStackResources: page(resources.slice(0, 3), '<NextToken>more</NextToken>'),
    more: page(resources.slice(3), ''),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const parameters = new URLSearchParams(Buffer.concat(chunks).toString());
      const action = parameters.get('Action') ?? '';
      asked.push(action);
      const isThere = parameters.get('StackName') === 'orders-prd';
      response.writeHead(isThere ? 200 : 400, { 'content-type': 'text/xml' });
      const answer = answers[parameters.get('NextToken') ?? action] ?? '';
      response.end(
        isThere
          ? `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${answer}</${action}Result></${action}Response>`
          : '<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id nothing does not exist</Message></Error></ErrorResponse>',
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server on a port has an address.
  const { port } = server.address() as AddressInfo;
  rig.environment.set('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
  const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const before = keys.map((key) => process.env[key]);
  for (const key of keys) process.env[key] = 'test';
  try {
    await use(asked);
  } finally {
    for (const [index, key] of keys.entries()) {
      const value = before[index];
      if (value === undefined) Reflect.deleteProperty(process.env, key);
      else process.env[key] = value;
    }
    server.close();
  }
}

describe('import from a CloudFormation template', () => {
  it('writes a manifest that says the same, after which a plan shows nothing but what is adopted', () =>
    withRig(async (rig) => {
      rig.environment.set('AWS_REGION', 'us-east-1');
      rig.write('orders.yml', template);
      rig.write('resources.json', await makeStack(rig));
      const run = await rig.run(
        ...['import', 'shop', 'dev', '--local', '--cloudformation', 'orders.yml', '--physical-ids', 'resources.json'],
      );
      expect(run).to.deep.equal({
        code: 0,
        output: '',
        errors: 'added 10 entries to shop/stackql_manifest.yml\nnext: stack-deploy plan shop dev --local\n',
      });
      const written = rig.read('shop/stackql_manifest.yml');
      const expected = join(folder, 'orders.manifest.yml');
      if (process.env['UPDATE_FIXTURES'] !== undefined) writeFileSync(expected, written);
      expect(written).to.equal(readFileSync(expected, 'utf8'));
      const planned = await rig.run('plan', 'shop', 'dev', '--local', '--detailed-exitcode');
      expect([planned.code, planned.errors]).to.deep.equal([0, '']);
      const lines = planned.output.split('\n').filter((line) => line.startsWith('    '));
      const adopted = ['Pool', 'Dead', 'Queue', 'Topic', 'Role', 'Worker', 'Table', 'Log'];
      expect(
        lines.map((line) =>
          line
            .trim()
            .split(/\s{2,}/)
            .map((part) => part.split(':')[0]),
        ),
      ).to.deep.equal([
        ...adopted.slice(0, 6).map((name) => [name, 'adopt']),
        ['Worker', 'write-only, and not known what was sent last'],
        ...adopted.slice(6).map((name) => [name, 'adopt']),
      ]);
      const built = await rig.run('build', 'shop', 'dev', '--local');
      expect(built.code, built.errors).to.equal(0);
      const after = await rig.run('plan', 'shop', 'dev', '--local');
      expect(after.output).not.to.include('adopt');
    }));

  it('reads JSON, and names what only a variable can say', () =>
    withRig(async (rig) => {
      const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${Stage}-${AWS::AccountId}' } } };
      const Parameters = { Stage: { Type: 'String' }, Unused: { Type: 'String' } };
      rig.write('queue.json', JSON.stringify({ Parameters, Resources: { Queue: queue } }));
      const importing = ['import', 'shop', 'dev', '--cloudformation', 'queue.json'];
      expect(await rig.run(...importing)).to.deep.equal({
        code: 0,
        output: '',
        errors: dedent`
          added 1 entry to shop/stackql_manifest.yml
          missing values: account and Stage
          next: stack-deploy plan shop dev -e account=… -e Stage=…
        `,
      });
      const printed = await rig.run(...importing, '--print', '-e', 'Stage=dev', '--local');
      expect(printed.output).to.equal(dedent`
        version: 1
        name: shop
        globals:
          - name: Stage
            value: dev
          - name: account
            value: '000000000000'
        resources:
          - name: Queue
            type: AWS::SQS::Queue
            adopt: true
            properties:
              QueueName: '{{ Stage }}-{{ account }}'
      `);
      const again = await rig.run(...importing, '-e', 'Stage=dev');
      expect(again.errors).to.match(/^error\[input\/option\]: shop\/stackql_manifest.yml exists already/);
    }));

  it('asks CloudFormation for the template, the parameters and the resources of a stack', () =>
    withRig(async (rig) => {
      const { StackResources: made } = JSON.parse(await makeStack(rig)) as { readonly StackResources: readonly Id[] };
      await withCloudFormation(rig, made, async (asked) => {
        rig.environment.set('AWS_REGION', 'us-east-1');
        const run = await rig.run('import', 'shop', 'dev', '--cloudformation-stack', 'orders-prd');
        expect(run).to.deep.equal({
          code: 0,
          output: '',
          errors: 'added 10 entries to shop/stackql_manifest.yml\nnext: stack-deploy plan shop dev\n',
        });
        expect(asked).to.deep.equal(['DescribeStacks', 'GetTemplate', 'ListStackResources', 'ListStackResources']);
        const taken = 'take_over: orders-prd';
        const written = rig.read('shop/stackql_manifest.yml');
        expect(written).to.include(taken);
        // The stack's own parameter, and its account.
        expect(written).to.include('- name: Days\n    value: 9\n').and.to.include("value: '123456789012'");
        const alone = written.replaceAll(/^ *take_over: orders-prd\n/gm, '').replace('value: 9', 'value: 7');
        expect(alone.replace('123456789012', '000000000000')).to.equal(
          readFileSync(join(folder, 'orders.manifest.yml'), 'utf8'),
        );
        const missing = await rig.run('import', 'other', 'dev', '--cloudformation-stack', 'nothing');
        expect([missing.code, missing.errors]).to.deep.equal([
          1,
          dedent`
            error: the request was refused: DescribeStacks of nothing in us-east-1
              ValidationError: Stack with id nothing does not exist
          `,
        ]);
        const local = await rig.run('import', 'other', 'dev', '--cloudformation-stack', 'orders-prd', '--local');
        expect(local.errors).to.match(/^error\[input\/option\]: the local cloud has no CloudFormation stacks/);
      });
    }));

  it('asks for parameters and secrets where CloudFormation does', () =>
    withRig(async (rig) => {
      rig.write(
        'app.yml',
        dedent`
          Parameters:
            Image: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /images/web}
            Zones: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /zones}
          Resources:
            Group:
              Type: AWS::AutoScaling::AutoScalingGroup
              Properties:
                AutoScalingGroupName: web
                MinSize: '1'
                MaxSize: '1'
                AvailabilityZones: !Ref Zones
            Settings:
              Type: AWS::SSM::Parameter
              Properties:
                Name: /app
                Type: String
                Description: !Sub 'on {{resolve:ssm:/os}}, \${Image}'
                Value: '{{resolve:secretsmanager:db:SecretString:password}}'
            Other:
              Type: AWS::SSM::Parameter
              Properties:
                Name: /other
                Type: String
                Value: '{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:1:secret:db-AbCdEf}}'
        `.replaceAll('\\$', '$'),
      );
      const { errors, output } = await rig.run('import', 'app', 'dev', '--cloudformation', 'app.yml', '--print');
      expect(errors).to.equal('made 3 entries\n');
      expect(output.split('\n').filter((line) => line.includes('{{'))).to.deep.equal([
        `    value: '{{ ssm("/images/web") }}'`,
        `    value: '{{ ssm("/zones") | split(",") }}'`,
        `      AvailabilityZones: '{{ Zones }}'`,
        `      Description: on {{ ssm("/os") }}, {{ Image }}`,
        `      Value: '{{ secret("db", "password") }}'`,
        `      Value: '{{ secret("arn:aws:secretsmanager:us-east-1:1:secret:db-AbCdEf") }}'`,
      ]);
    }));

  it('tells what has no counterpart, each with its place, and leaves it out', () =>
    withRig(async (rig) => {
      rig.write(
        'odd.yml',
        dedent`
          Transform: AWS::Serverless-2016-10-31
          Parameters:
            Image: {Type: 'AWS::SSM::Parameter::Value<String>'}
          Resources:
            Fn: {Type: 'AWS::Serverless::Function'}
            Meta: {Type: 'AWS::CDK::Metadata'}
            Cluster: {Type: 'AWS::CloudFormation::CustomResource'}
            Subnet:
              Type: AWS::EC2::Subnet
              Properties:
                VpcId: !ImportValue vpc
                CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 4, 8]]
                AvailabilityZone: !Select [0, !GetAZs '']
                Ipv6Native: !Ref Fn
                Tags: [{Key: a, Value: !If [Big, x, y]}, {Key: b, Value: '{{resolve:ssm:/b:3}}'}]
            Queue:
              Type: AWS::SQS::Queue
              Properties:
                QueueName: jobs
                RedrivePolicy: {deadLetterTargetArn: !GetAtt Queue.Nothing}
          Outputs:
            Both: {Value: !Sub '\${Queue}-\${Subnet}'}
        `,
      );
      const { code, errors, output } = await rig.run('import', 'odd', 'dev', '--cloudformation', 'odd.yml', '--print');
      const told = errors.split('\n').flatMap((line) => {
        const [, message, place] = /^warning\[input\/import\]: (.*)|^ *--> (.*)/.exec(line) ?? [];
        return message ?? place ?? [];
      });
      expect(told).to.deep.equal([
        'macros are not run',
        'odd.yml:1:1',
        '"Fn" is left out: AWS::Serverless::Function cannot be created through Cloud Control',
        'odd.yml:5:14',
        '"Cluster" is left out: AWS::CloudFormation::CustomResource cannot be created through Cloud Control',
        'odd.yml:7:19',
        'VpcId of "Subnet" is left out: Fn::ImportValue has no counterpart',
        'odd.yml:11:27',
        'CidrBlock of "Subnet" is left out: Fn::Cidr has no counterpart',
        'odd.yml:12:36',
        'AvailabilityZone of "Subnet" is left out: Fn::GetAZs has no counterpart',
        'odd.yml:13:45',
        'Ipv6Native of "Subnet" is left out: "Fn" is not imported',
        'odd.yml:14:24',
        'Tags of "Subnet" is left out: the template has no condition "Big"',
        'odd.yml:15:35',
        'Tags of "Subnet" is left out: it has a dynamic reference without a counterpart',
        'odd.yml:15:64',
        'RedrivePolicy of "Queue" is left out: AWS::SQS::Queue has no property "Nothing" that a read returns',
        'odd.yml:20:52',
        'the output Both is not a property of one resource, and the manifest exports nothing else',
        'odd.yml:22:3',
        'cannot identify "Subnet": the template gives this AWS::EC2::Subnet no name',
        'odd.yml:8:3',
      ]);
      expect([code, output]).to.deep.equal([
        0,
        dedent`
          version: 1
          name: odd
          resources:
            - name: Subnet
              type: AWS::EC2::Subnet
              adopt: true
              properties: {}
            - name: Queue
              type: AWS::SQS::Queue
              adopt: true
              properties:
                QueueName: jobs
        `,
      ]);
    }));

  it('refuses what is no template, or no list of resources', () =>
    withRig(async (rig) => {
      rig.write('list.yml', '[a]\n');
      rig.write('broken.yml', 'Resources:\n  - !Nonsense a\n');
      rig.write('queue.yml', 'Resources: {Queue: {Type: AWS::SQS::Queue}}\n');
      const told: string[] = [];
      for (const rest of [
        ['list.yml'],
        ['broken.yml'],
        ['none.yml'],
        ['queue.yml', '--physical-ids', 'list.yml'],
        ['queue.yml', '--resource', 'AWS::SQS::Queue=*'],
      ]) {
        const { code, errors } = await rig.run('import', 'shop', 'dev', '--cloudformation', ...rest);
        told.push(`${code} ${errors.split('\n')[0]}`);
      }
      expect(told).to.deep.equal([
        '1 error[input/import]: list.yml is not a CloudFormation template: it has no "Resources"',
        '1 error[manifest/yaml-syntax]: the YAML tag "!Nonsense" means nothing here',
        '1 error[input/file-missing]: the template none.yml does not exist',
        '1 error[input/import]: list.yml does not list the resources of a stack',
        '1 error[input/option]: --cloudformation cannot be combined with other sources',
      ]);
    }));
});
