import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud, type LocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const fixtures = join(packageRoot, 'test/fixtures/import');

/** Makes a resource and yields its identifier. */
async function make(cloud: LocalCloud, TypeName: string, model: object): Promise<string> {
  const event = await cloud.change('CreateResource', { TypeName, DesiredState: JSON.stringify(model) });
  if (event['OperationStatus'] !== 'SUCCESS') throw new Error(`${TypeName}: ${JSON.stringify(event)}`);
  return event['Identifier'] as string;
}

/** The exit code of a plan, and what it says of entries, each word once. */
async function planned(rig: Rig, folder: string): Promise<readonly [number, readonly string[]]> {
  const { code, output, errors } = await rig.run('plan', folder, 'dev', '--local', '--detailed-exitcode');
  const said = output.split('\n').flatMap((line) => /^ {4}\S+ +([a-z-]+)/.exec(line)?.[1] ?? []);
  return [code, errors === '' ? [...new Set(said)] : [errors]];
}

function region(rig: Rig): void {
  rig.environment.set('AWS_REGION', 'us-east-1');
}

async function makeDirectory(cloud: LocalCloud): Promise<string> {
  const pool = await make(cloud, 'AWS::Cognito::UserPool', {
    UserPoolName: 'customers',
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    Policies: { PasswordPolicy: { MinimumLength: 14 } },
    Schema: [{ Name: 'tier', AttributeDataType: 'String', Mutable: true }],
    UserPoolTags: { team: 'web' },
  });
  await make(cloud, 'AWS::Cognito::UserPoolDomain', { UserPoolId: pool, Domain: 'customers' });
  await make(cloud, 'AWS::Cognito::UserPoolResourceServer', {
    UserPoolId: pool,
    Identifier: 'https://api.example.com',
    Name: 'api',
    Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }],
  });
  await make(cloud, 'AWS::Cognito::UserPoolIdentityProvider', {
    UserPoolId: pool,
    ProviderName: 'Staff',
    ProviderType: 'SAML',
    ProviderDetails: { MetadataURL: 'https://id.example.com/metadata' },
    AttributeMapping: { email: 'mail' },
  });
  for (const [name, days] of Object.entries({ shop: 30, admin: 1, partners: 7, ios: 365, android: 365 }))
    await make(cloud, 'AWS::Cognito::UserPoolClient', {
      UserPoolId: pool,
      ClientName: name,
      RefreshTokenValidity: days,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'https://api.example.com/read'],
      SupportedIdentityProviders: ['COGNITO', 'Staff'],
      CallbackURLs: [`https://${name}.example.com/signed-in`],
    });
  return pool;
}

describe('import of what is live', () => {
  it('takes a pool with five clients, domain, resource server and identity provider, and plans nothing but adopt', () =>
    withRig(async (rig) => {
      region(rig);
      const pool = await withLocalCloud(rig, makeDirectory);
      const wanted = ['=*', 'Client=*', `Domain=${pool}|customers`, 'ResourceServer=*', 'IdentityProvider=*'];
      const run = await rig.run(
        ...['import', 'shop', 'dev', '--local'],
        ...wanted.flatMap((one) => ['--resource', `AWS::Cognito::UserPool${one}`]),
      );
      expect(run.errors).to.equal(
        'added 9 entries to shop/stackql_manifest.yml\nnext: stack-deploy plan shop dev --local\n',
      );
      expect(await planned(rig, 'shop')).to.deep.equal([0, ['adopt']]);
      expect(rig.read('shop/stackql_manifest.yml')).not.to.match(/us-east-1_/);
      expect((await rig.run('build', 'shop', 'dev', '--local')).code).to.equal(0);
      expect(await planned(rig, 'shop')).to.deep.equal([0, []]);
    }));

  it('takes the example network, and plans nothing but adopt', () =>
    withRig(async (rig) => {
      region(rig);
      rig.copy('examples/vpc-network');
      expect((await rig.run('build', 'examples/vpc-network', 'dev', '--local')).code).to.equal(0);
      const types = [
        'VPC',
        'InternetGateway',
        'VPCGatewayAttachment',
        'Subnet',
        'RouteTable',
        'Route',
        'SecurityGroup',
      ];
      const run = await rig.run(
        ...['import', 'net', 'dev', '--local'],
        ...[...types, 'SubnetRouteTableAssociation'].flatMap((type) => ['--resource', `AWS::EC2::${type}=*`]),
      );
      expect(run.errors.replace(/sg-\w+/, 'sg-…')).to.equal(
        'left out: AWS::EC2::SecurityGroup sg-… is created by the service itself\nadded 11 entries to net/stackql_manifest.yml\nnext: stack-deploy plan net dev --local\n',
      );
      const written = rig.read('net/stackql_manifest.yml').replaceAll(/\b(vpc|igw|rtb)-[0-9a-f]{8,}/g, '$1-…');
      const expected = join(fixtures, 'network.manifest.yml');
      if (process.env['UPDATE_FIXTURES'] !== undefined) writeFileSync(expected, written);
      expect(written).to.equal(readFileSync(expected, 'utf8'));
      expect(await planned(rig, 'net')).to.deep.equal([0, ['adopt']]);
    }));

  it('takes what a Terraform state names, under its names', () =>
    withRig(async (rig) => {
      region(rig);
      await withLocalCloud(rig, async (cloud) => {
        const resources: object[] = [];
        const add = (type: string, name: string, attributes: object): void =>
          void resources.push({ mode: 'managed', type, name, instances: [{ attributes }] });
        const pool = await make(cloud, 'AWS::Cognito::UserPool', { UserPoolName: 'customers' });
        add('aws_cognito_user_pool', 'customers', { id: pool });
        const client = await make(cloud, 'AWS::Cognito::UserPoolClient', { UserPoolId: pool, ClientName: 'web' });
        add('aws_cognito_user_pool_client', 'web', { user_pool_id: pool, id: client.split('|')[1] });
        add('aws_sqs_queue', 'jobs', {
          id: await make(cloud, 'AWS::SQS::Queue', { QueueName: 'jobs', DelaySeconds: 5 }),
        });
        const topic = await make(cloud, 'AWS::SNS::Topic', { TopicName: 'news' });
        add('aws_sns_topic', 'news', { arn: topic });
        const subscription = {
          TopicArn: topic,
          Protocol: 'sqs',
          Endpoint: 'arn:aws:sqs:us-east-1:000000000000:jobs',
        };
        add('aws_sns_topic_subscription', 'jobs', { arn: await make(cloud, 'AWS::SNS::Subscription', subscription) });
        add('aws_s3_bucket', 'uploads', { bucket: await make(cloud, 'AWS::S3::Bucket', { BucketName: 'uploads-1' }) });
        add('aws_s3_bucket_versioning', 'uploads', { bucket: 'uploads-1' });
        const trust = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        };
        await make(cloud, 'AWS::IAM::Role', { RoleName: 'worker', AssumeRolePolicyDocument: trust });
        add('aws_iam_role', 'worker', { name: 'worker' });
        await make(cloud, 'AWS::Lambda::Function', {
          FunctionName: 'worker',
          Role: 'arn:aws:iam::000000000000:role/worker',
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Code: { ZipFile: 'exports.handler = () => 1;' },
        });
        add('aws_lambda_function', 'worker', { function_name: 'worker' });
        await make(cloud, 'AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/worker', RetentionInDays: 30 });
        add('aws_cloudwatch_log_group', 'worker', { name: '/aws/lambda/worker' });
        await make(cloud, 'AWS::DynamoDB::Table', {
          TableName: 'orders',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        });
        add('aws_dynamodb_table', 'orders', { name: 'orders' });
        add('aws_dynamodb_table', 'gone', { name: 'gone' });
        add('random_id', 'suffix', { hex: 'ab' });
        rig.write('terraform.tfstate', JSON.stringify({ version: 4, resources }));
      });
      const run = await rig.run('import', 'shop', 'dev', '--local', '--terraform-state', 'terraform.tfstate');
      expect([run.code, run.errors]).to.deep.equal([
        0,
        dedent`
          aws_s3_bucket_versioning.uploads is VersioningConfiguration of its bucket
          left out: random_id.suffix: not an AWS resource
          left out: aws_dynamodb_table.gone: AWS::DynamoDB::Table gone does not exist in us-east-1
          AWS does not return Code of "worker_function": set the variable worker_function_code before you create it anew
          added 10 entries to shop/stackql_manifest.yml
          next: stack-deploy plan shop dev --local
        `,
      ]);
      const written = rig.read('shop/stackql_manifest.yml');
      const expected = join(fixtures, 'state.manifest.yml');
      if (process.env['UPDATE_FIXTURES'] !== undefined) writeFileSync(expected, written);
      expect(written).to.equal(readFileSync(expected, 'utf8'));
      expect(await planned(rig, 'shop')).to.deep.equal([0, ['adopt']]);
    }));

  it('takes what a SELECT finds, of a statement or a file, in its region', () =>
    withRig(async (rig) => {
      region(rig);
      await withLocalCloud(rig, async (cloud) => {
        for (const QueueName of ['shop-a', 'shop-b', 'other']) await make(cloud, 'AWS::SQS::Queue', { QueueName });
      });
      const sql = "SELECT queue_name FROM awscc.sqs.queues WHERE region = 'us-east-1' AND queue_name LIKE 'shop-%'";
      rig.write('queues.iql', sql);
      for (const [folder, query] of [
        ['first', sql],
        ['second', 'queues.iql'],
      ] as const) {
        await rig.run('import', folder, 'dev', '--local', '--query', query);
        expect(rig.read(`${folder}/stackql_manifest.yml`)).to.equal(dedent`
          version: 1
          name: ${folder}
          resources:
            - name: shop_a
              type: AWS::SQS::Queue
              adopt: true
              properties:
                QueueName: shop-a
            - name: shop_b
              type: AWS::SQS::Queue
              adopt: true
              properties:
                QueueName: shop-b
        `);
      }
      const told: string[] = [];
      for (const query of [
        'SHOW SERVICES IN awscc',
        'none.iql',
        'SELECT a FROM awscc.sqs.queues',
        'DELETE FROM awscc.sqs.queues WHERE Identifier = 1',
      ]) {
        const { code, errors } = await rig.run('import', 'third', 'dev', '--local', '--query', query);
        told.push(`${code} ${errors.split('\n')[0]}`);
      }
      expect(told).to.deep.equal([
        '1 error[input/statement]: the query does not select resources of one type in one region',
        '1 error[input/file-missing]: the query none.iql does not exist',
        '1 error[resource/unknown-column]: awscc.sqs.queues has no column "a"',
        '1 error[input/statement]: the query does not select resources of one type in one region',
      ]);
    }));

  it('leaves out what another stack has marked, until there is leave, and what this one has already', () =>
    withRig(async (rig) => {
      region(rig);
      const entry = (name: string): string =>
        `  - {name: ${name}, type: AWS::SQS::Queue, properties: {QueueName: ${name}}}\n`;
      rig.write('orders/stackql_manifest.yml', `version: 1\nname: orders\nresources:\n${entry('events')}`);
      rig.write('shop/stackql_manifest.yml', `version: 1\nname: shop\nresources:\n${entry('jobs')}${entry('spare')}`);
      await rig.run('build', 'orders', 'dev', '--local');
      await rig.run('build', 'shop', 'dev', '--local');
      rig.write(
        'shop/stackql_manifest.yml',
        `version: 1\nname: shop\nresources:\n  - name: jobs\n    type: AWS::SQS::Queue\n    properties: {QueueName: jobs}\n`,
      );
      const importing = ['import', 'shop', 'dev', '--local', '--resource', 'AWS::SQS::Queue=*'];
      expect((await rig.run(...importing)).errors).to.equal(dedent`
        left out: AWS::SQS::Queue https://sqs.us-east-1.amazonaws.com/000000000000/events belongs to the stack orders (dev), where it is "events"; add --take-over orders/dev to take it over
        left out: AWS::SQS::Queue https://sqs.us-east-1.amazonaws.com/000000000000/jobs is "jobs" of this stack already
        added 1 entry to shop/stackql_manifest.yml
        next: stack-deploy plan shop dev --local
      `);
      expect(await planned(rig, 'shop')).to.deep.equal([0, []]);
      const alone = await rig.run(...importing.slice(0, -1), 'AWS::SQS::Queue=*events');
      expect([alone.code, alone.errors.split('\n').at(-2)]).to.deep.equal([1, 'nothing to import']);
      expect((await rig.run(...importing, '--take-over', 'orders')).code).to.equal(0);
      expect(rig.read('shop/stackql_manifest.yml')).to.include('take_over: orders/dev');
      const taken = await rig.run('plan', 'shop', 'dev', '--local');
      expect(taken.output).to.include('orders');
      expect((await rig.run('build', 'shop', 'dev', '--local')).code).to.equal(0);
      expect((await rig.run('build', 'orders', 'dev', '--local')).code).to.equal(1);
    }));
});
