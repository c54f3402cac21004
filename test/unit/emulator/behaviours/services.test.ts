import { expect } from 'chai';
import type { Json, JsonObject } from '../../../../src/base/json.ts';
import { plainText } from '../../../../src/values/reading.ts';
import { createRig, type Rig } from '../emulator-rig.ts';

const account = '000000000000';

async function refusedCreate(rig: Rig, typeName: string, desired: JsonObject): Promise<string> {
  const event = await rig.finish('CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(desired) });
  return `${plainText(event['ErrorCode'] ?? null)}: ${plainText(event['StatusMessage'] ?? null).replace(/ \(Service: .*$/, '')}`;
}

async function change(rig: Rig, typeName: string, identifier: string, patch: readonly JsonObject[]): Promise<void> {
  const event = await rig.finish('UpdateResource', {
    TypeName: typeName,
    Identifier: identifier,
    PatchDocument: JSON.stringify(patch),
  });
  expect(event['OperationStatus'], JSON.stringify(event)).to.equal('SUCCESS');
}

describe('S3 buckets', () => {
  it('have addresses of their region, and are private and encrypted unless they say otherwise', async () => {
    const rig = createRig();
    const name = await rig.create('AWS::S3::Bucket', { BucketName: 'reports' });
    const read = await rig.read('AWS::S3::Bucket', name);
    expect(read).to.include({
      Arn: 'arn:aws:s3:::reports',
      DomainName: 'reports.s3.amazonaws.com',
      DualStackDomainName: 'reports.s3.dualstack.us-east-1.amazonaws.com',
      RegionalDomainName: 'reports.s3.us-east-1.amazonaws.com',
      WebsiteURL: 'http://reports.s3-website-us-east-1.amazonaws.com',
    });
    expect(read['PublicAccessBlockConfiguration']).to.deep.equal({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(read).not.to.have.property('VersioningConfiguration');
    await change(rig, 'AWS::S3::Bucket', name, [
      { op: 'add', path: '/VersioningConfiguration', value: { Status: 'Enabled' } },
    ]);
    await change(rig, 'AWS::S3::Bucket', name, [{ op: 'remove', path: '/VersioningConfiguration' }]);
    expect((await rig.read('AWS::S3::Bucket', name))['VersioningConfiguration']).to.deep.equal({ Status: 'Suspended' });
  });

  it('have one name space in all accounts and regions', async () => {
    const rig = createRig();
    await rig.create('AWS::S3::Bucket', { BucketName: 'reports' });
    const elsewhere = [{ region: 'eu-west-1' }, { accountId: '111111111111' }, {}];
    for (const from of elsewhere) {
      const body = { TypeName: 'AWS::S3::Bucket', DesiredState: '{"BucketName":"reports"}' };
      const started = await rig.ask('CreateResource', body, from);
      const { RequestToken } = started.body['ProgressEvent'] as { readonly RequestToken: string };
      rig.clock.advance(1000);
      const { body: answer } = await rig.ask('GetResourceRequestStatus', { RequestToken }, from);
      expect(answer['ProgressEvent']).to.include({
        OperationStatus: 'FAILED',
        ErrorCode: 'AlreadyExists',
        Identifier: 'reports',
        StatusMessage: 'reports already exists (Service: S3, Status Code: 0, Request ID: null)',
      });
    }
    expect(await refusedCreate(rig, 'AWS::S3::Bucket', { BucketName: 'My_Bucket' })).to.equal(
      'InvalidRequest: The specified bucket is not valid.',
    );
  });

  it('have one policy, which is theirs, keeps the public out, and goes with them', async () => {
    const rig = createRig();
    const policy = (principal: Json, resource = 'arn:aws:s3:::reports/*'): JsonObject => ({
      Bucket: 'reports',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: resource }],
      }),
    });
    const own = { ...policy(''), PolicyDocument: policy({ AWS: '111111111111' })['PolicyDocument'] ?? null };
    expect(await refusedCreate(rig, 'AWS::S3::BucketPolicy', own)).to.equal(
      'NotFound: The specified bucket does not exist',
    );
    await rig.create('AWS::S3::Bucket', { BucketName: 'reports' });
    expect(await refusedCreate(rig, 'AWS::S3::BucketPolicy', policy('*'))).to.match(
      /^AccessDenied: .* because public policies are blocked by the BlockPublicPolicy block public access setting\.$/,
    );
    expect(
      await refusedCreate(rig, 'AWS::S3::BucketPolicy', policy({ AWS: '111111111111' }, 'arn:aws:s3:::other/a')),
    ).to.equal('InvalidRequest: Policy has invalid resource');
    expect(await rig.create('AWS::S3::BucketPolicy', own)).to.equal('reports');
    expect((await rig.read('AWS::S3::BucketPolicy', 'reports'))['PolicyDocument']).to.have.property('Version');
    expect(await refusedCreate(rig, 'AWS::S3::BucketPolicy', own)).to.equal(
      'AlreadyExists: The bucket policy already exists on bucket reports.',
    );
    await rig.finish('DeleteResource', { TypeName: 'AWS::S3::Bucket', Identifier: 'reports' });
    expect(await rig.list('AWS::S3::BucketPolicy')).to.deep.equal([]);
  });
});

describe('IAM roles', () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };

  it('are the same in every region, and read back with policies as objects and defaults', async () => {
    const rig = createRig();
    const reading = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
    await rig.create('AWS::IAM::Role', {
      RoleName: 'reader',
      Path: '/app/',
      AssumeRolePolicyDocument: JSON.stringify(trust),
      Policies: [{ PolicyName: 'read', PolicyDocument: JSON.stringify(reading) }],
    });
    const body = { TypeName: 'AWS::IAM::Role', Identifier: 'reader' };
    const answer = await rig.ask('GetResource', body, { region: 'eu-west-1' });
    const description = answer.body['ResourceDescription'] as { readonly Properties: string };
    const { RoleId, ...read } = JSON.parse(description.Properties) as JsonObject;
    expect(RoleId).to.match(/^AROA[A-Z2-7]{17}$/);
    expect(read).to.deep.equal({
      RoleName: 'reader',
      Path: '/app/',
      Arn: `arn:aws:iam::${account}:role/app/reader`,
      AssumeRolePolicyDocument: trust,
      Policies: [{ PolicyName: 'read', PolicyDocument: reading }],
      Description: '',
      MaxSessionDuration: 3600,
    });
    const list = await rig.ask('ListResources', { TypeName: 'AWS::IAM::Role' }, { region: 'ap-south-1' });
    expect(list.body['ResourceDescriptions']).to.have.length(1);
  });

  it('are refused with the words of IAM', async () => {
    const rig = createRig();
    const role = (more: JsonObject): Promise<string> =>
      refusedCreate(rig, 'AWS::IAM::Role', { RoleName: 'reader', AssumeRolePolicyDocument: trust, ...more });
    const managed = `arn:aws:iam::${account}:policy/nobody`;
    expect([
      await role({ AssumeRolePolicyDocument: '{' }),
      await role({ AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] } }),
      await role({ MaxSessionDuration: 60 }),
      await role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', managed] }),
      await refusedCreate(rig, 'AWS::IAM::RolePolicy', { RoleName: 'no', PolicyName: 'p', PolicyDocument: {} }),
    ]).to.deep.equal([
      'InvalidRequest: This policy contains invalid Json',
      'InvalidRequest: Missing required field Principal',
      "InvalidRequest: 1 validation error detected: Value '60' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
      `NotFound: Policy ${managed} does not exist or is not attachable.`,
      'NotFound: The role with name no cannot be found.',
    ]);
  });
});

describe('The other services', () => {
  it('name what they make after its name, region and account', async () => {
    const rig = createRig();
    const queue = `https://sqs.us-east-1.amazonaws.com/${account}/orders`;
    const topic = `arn:aws:sns:us-east-1:${account}:news`;
    expect([
      await rig.create('AWS::SQS::Queue', { QueueName: 'orders' }),
      await rig.create('AWS::SNS::Topic', { TopicName: 'news' }),
      await rig.create('AWS::Logs::LogGroup', { LogGroupName: '/app/web' }),
      await rig.create('AWS::SSM::Parameter', { Name: '/app/mode', Type: 'String', Value: 'on' }),
      await rig.create('AWS::DynamoDB::Table', {
        TableName: 'orders',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    ]).to.deep.equal([queue, topic, '/app/web', '/app/mode', 'orders']);
    expect(await rig.read('AWS::SQS::Queue', queue)).to.deep.equal({
      Arn: `arn:aws:sqs:us-east-1:${account}:orders`,
      DelaySeconds: 0,
      MaximumMessageSize: 1_048_576,
      MessageRetentionPeriod: 345_600,
      QueueName: 'orders',
      QueueUrl: queue,
      ReceiveMessageWaitTimeSeconds: 0,
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 30,
    });
    expect((await rig.read('AWS::Logs::LogGroup', '/app/web'))['Arn']).to.equal(
      `arn:aws:logs:us-east-1:${account}:log-group:/app/web:*`,
    );
    expect((await rig.read('AWS::SSM::Parameter', '/app/mode'))['Arn']).to.equal(
      `arn:aws:ssm:us-east-1:${account}:parameter/app/mode`,
    );
    const key = await rig.create('AWS::KMS::Key', {});
    expect(key).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await rig.read('AWS::KMS::Key', key)).to.include({
      Arn: `arn:aws:kms:us-east-1:${account}:key/${key}`,
      KeySpec: 'SYMMETRIC_DEFAULT',
    });
    const subscription = { TopicArn: topic, Protocol: 'sqs', Endpoint: `arn:aws:sqs:us-east-1:${account}:orders` };
    expect(await rig.create('AWS::SNS::Subscription', subscription)).to.match(new RegExp(`^${topic}:[0-9a-f-]{36}$`));
  });

  it('refuse with their own words', async () => {
    const rig = createRig();
    await rig.create('AWS::SQS::Queue', { QueueName: 'orders' });
    await rig.create('AWS::Lambda::Function', {
      FunctionName: 'hello',
      Role: 'arn:aws:iam::111111111111:role/elsewhere',
      Code: { ImageUri: 'f:1' },
    });
    expect([
      await refusedCreate(rig, 'AWS::SQS::Queue', { QueueName: 'orders' }),
      await refusedCreate(rig, 'AWS::SQS::Queue', { QueueName: 'orders', FifoQueue: true }),
      await refusedCreate(rig, 'AWS::SQS::Queue', { QueueName: 'slow', VisibilityTimeout: 43_201 }),
      await refusedCreate(rig, 'AWS::SNS::Subscription', { TopicArn: 'arn:aws:sns:::no', Protocol: 'sqs' }),
      await refusedCreate(rig, 'AWS::Lambda::Function', {
        FunctionName: 'other',
        Role: `arn:aws:iam::${account}:role/no`,
        Code: { ImageUri: 'f:1' },
      }),
      await refusedCreate(rig, 'AWS::Lambda::Function', {
        FunctionName: 'hello',
        Role: 'x',
        Code: { ImageUri: 'f:1' },
      }),
      await refusedCreate(rig, 'AWS::Lambda::Function', { Role: 'x', Code: {} }),
      await refusedCreate(rig, 'AWS::Lambda::Permission', { FunctionName: 'no', Action: 'a', Principal: 'p' }),
      await refusedCreate(rig, 'AWS::DynamoDB::Table', {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
      }),
      await refusedCreate(rig, 'AWS::DynamoDB::Table', { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }),
      await refusedCreate(rig, 'AWS::SSM::Parameter', { Name: '/aws/x', Type: 'String', Value: 'v' }),
      await refusedCreate(rig, 'AWS::KMS::Key', {
        KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Encrypt', Resource: '*' }] },
      }),
    ]).to.deep.equal([
      `AlreadyExists: Resource of type 'AWS::SQS::Queue' with identifier 'https://sqs.us-east-1.amazonaws.com/${account}/orders' already exists.`,
      'InvalidRequest: The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
      'InvalidRequest: Invalid value for the parameter VisibilityTimeout.',
      'NotFound: Topic does not exist',
      'InvalidRequest: The role defined for the function cannot be assumed by Lambda.',
      'AlreadyExists: Function already exist: hello',
      'InvalidRequest: Please provide a source for function code.',
      `NotFound: Function not found: arn:aws:lambda:us-east-1:${account}:function:no`,
      'InvalidRequest: One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [id], AttributeDefinitions: [key]',
      'InvalidRequest: One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [id], AttributeDefinitions: []',
      'InvalidRequest: No access to reserved parameter name: /aws/x.',
      'InvalidRequest: The new key policy will not allow you to update the key policy in the future.',
    ]);
  });

  it('make up the values of types of which only the schema is known, in the right partition and shape', async () => {
    const rig = createRig();
    const from = { region: 'cn-north-1' };
    const started = await rig.ask(
      'CreateResource',
      { TypeName: 'AWS::StepFunctions::StateMachine', DesiredState: '{"RoleArn":"x","StateMachineName":"s"}' },
      from,
    );
    expect(started.error, started.message).to.equal(undefined);
    rig.clock.advance(1000);
    const list = await rig.ask('ListResources', { TypeName: 'AWS::StepFunctions::StateMachine' }, from);
    expect(JSON.stringify(list.body)).to.match(/arn:aws-cn:states:cn-north-1:000000000000:stateMachine:/);
    const endpoint = await rig.create('AWS::EC2::CustomerGateway', {
      BgpAsn: 1,
      IpAddress: '192.0.2.1',
      Type: 'ipsec.1',
    });
    expect(endpoint).to.match(/^cgw-0[0-9a-f]{16}$/);
    expect(await refusedCreate(rig, 'AWS::ApiGateway::Deployment', { RestApiId: 'abc' })).to.equal(
      "NotFound: Resource of type 'AWS::ApiGateway::RestApi' with identifier 'abc' was not found.",
    );
  });
});
