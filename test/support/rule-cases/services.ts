import { policyCases } from './policies.ts';
import { broken, neighbours, oneOf, pattern, type RuleCase } from './rule-case.ts';

const missing = neighbours({ isThere: false });
const there = neighbours({ isThere: true });
const inIreland = { region: 'eu-west-1' };
const invalid = 'One or more parameter values were invalid:';
const atMost = (most: number): string => `Member must have value less than or equal to ${most}`;
const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:dead';
const redrive = (policy: RuleCase['refused']): RuleCase['refused'] => ({ RedrivePolicy: policy });

function queueNumber(rule: string, name: string, most: number): RuleCase {
  return {
    rule,
    refused: { [name]: most + 1 },
    kept: { [name]: most },
    message: `Invalid value for the parameter ${name}.`,
    path: [name],
  };
}

const keyed = (...defined: readonly string[]): RuleCase['refused'] => ({
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: defined.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
});

const statementOn = (resource: string, more: RuleCase['refused'] = {}): RuleCase['refused'] => ({
  Bucket: 'reports',
  PolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: resource, ...more },
    ],
  },
});

const keyPolicy = (action: string, sid = 's'): RuleCase['refused'] => ({
  KeyPolicy: {
    Version: '2012-10-17',
    Statement: [{ Sid: sid, Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: action, Resource: '*' }],
  },
});
const keyCases: readonly RuleCase[] = [
  {
    rule: 'key-stays-manageable',
    refused: keyPolicy('kms:Encrypt'),
    kept: { ...keyPolicy('kms:Encrypt'), BypassPolicyLockoutSafetyCheck: true },
    message: 'The new key policy will not allow you to update the key policy in the future.',
    path: ['KeyPolicy'],
  },
  {
    rule: 'key-policy-characters',
    refused: keyPolicy('kms:*', 'プール'),
    kept: keyPolicy('kms:*', 'Schlüssel'),
    message: String.raw`1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+`,
    path: ['KeyPolicy'],
  },
];

const block = (rule: string): RuleCase => ({
  rule,
  refused: { CidrBlock: '10.0.0.0/8' },
  kept: { CidrBlock: '10.0.0.0/16' },
  message: "The CIDR '10.0.0.0/8' is invalid.",
  path: ['CidrBlock'],
});
const lone: RuleCase = {
  rule: 'security-group-rule',
  refused: { CidrIp: '10.0.0.0' },
  kept: { CidrIp: '10.0.0.0/32' },
  message: 'CIDR block 10.0.0.0 is malformed',
  path: ['CidrIp'],
};

export const serviceCases: Readonly<Record<string, readonly RuleCase[]>> = {
  'AWS::S3::Bucket': [
    {
      rule: 'bucket-name',
      refused: { BucketName: 'My_Bucket' },
      kept: { BucketName: 'my.bucket' },
      message: 'The specified bucket is not valid.',
      path: ['BucketName'],
    },
    {
      rule: 'notification-destinations',
      refused: {
        NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: queueArn }] },
      },
      kept: { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: queueArn }] } },
      message: 'Unable to validate the following destination configurations',
      path: ['NotificationConfiguration', 'QueueConfigurations', 0, 'Queue'],
      context: missing,
      keptContext: there,
    },
  ],
  'AWS::S3::BucketPolicy': [
    ...policyCases('AWS::S3::BucketPolicy'),
    {
      rule: 'policy-of-own-bucket',
      refused: statementOn('arn:aws:s3:::other/*'),
      kept: statementOn('arn:aws:s3:::reports/*'),
      message: 'Policy has invalid resource',
      path: ['PolicyDocument', 'Statement', 0, 'Resource'],
    },
    {
      rule: 'object-actions-need-objects',
      refused: statementOn('arn:aws:s3:::reports'),
      kept: statementOn('arn:aws:s3:::reports', { Action: 's3:ListBucket' }),
      message: 'Action does not apply to any resource(s) in statement',
      path: ['PolicyDocument', 'Statement', 0, 'Resource'],
    },
    {
      rule: 'no-public-policy-where-blocked',
      refused: statementOn('arn:aws:s3:::reports/*', { Principal: '*' }),
      kept: statementOn('arn:aws:s3:::reports/*', {
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
      message:
        'User: arn:aws:iam::<account>:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::reports" because public policies are blocked by the BlockPublicPolicy block public access setting.',
      path: ['PolicyDocument', 'Statement', 0, 'Principal'],
      context: neighbours({ owner: { BucketName: 'reports' } }),
    },
  ],
  'AWS::SQS::Queue': [
    {
      rule: 'queue-name',
      refused: { QueueName: 'orders', FifoQueue: true },
      kept: { QueueName: 'orders.fifo', FifoQueue: true },
      message:
        'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
      path: ['QueueName'],
    },
    queueNumber('queue-delay-seconds', 'DelaySeconds', 900),
    queueNumber('queue-kms-data-key-reuse-period-seconds', 'KmsDataKeyReusePeriodSeconds', 86_400),
    queueNumber('queue-maximum-message-size', 'MaximumMessageSize', 1_048_576),
    queueNumber('queue-message-retention-period', 'MessageRetentionPeriod', 1_209_600),
    queueNumber('queue-receive-message-wait-time-seconds', 'ReceiveMessageWaitTimeSeconds', 20),
    queueNumber('queue-visibility-timeout', 'VisibilityTimeout', 43_200),
    {
      rule: 'redrive-complete',
      refused: redrive({ deadLetterTargetArn: queueArn }),
      kept: redrive({ deadLetterTargetArn: queueArn, maxReceiveCount: 3 }),
      message: 'Redrive policy does not contain mandatory attribute: maxReceiveCount.',
      path: ['RedrivePolicy'],
    },
    {
      rule: 'redrive-region',
      refused: redrive({ deadLetterTargetArn: queueArn.replace('eu-west-1', 'us-east-1'), maxReceiveCount: 3 }),
      kept: redrive({ deadLetterTargetArn: queueArn, maxReceiveCount: 3 }),
      message: 'Dead-letter target must be in same region as the source.',
      path: ['RedrivePolicy'],
      context: inIreland,
    },
    {
      rule: 'redrive-target',
      refused: redrive({ deadLetterTargetArn: queueArn, maxReceiveCount: 3 }),
      kept: redrive({ deadLetterTargetArn: queueArn, maxReceiveCount: 3 }),
      message: `Value {"deadLetterTargetArn":"${queueArn}","maxReceiveCount":3} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
      path: ['RedrivePolicy'],
      context: missing,
      keptContext: there,
    },
  ],
  'AWS::SQS::QueuePolicy': policyCases('AWS::SQS::QueuePolicy'),
  'AWS::SQS::QueueInlinePolicy': policyCases('AWS::SQS::QueueInlinePolicy'),
  'AWS::SNS::Topic': [
    {
      rule: 'topic-name',
      refused: { TopicName: 'my topic' },
      kept: { TopicName: 'my-topic' },
      message: 'Invalid parameter: Topic Name',
      path: ['TopicName'],
    },
  ],
  'AWS::SNS::TopicPolicy': policyCases('AWS::SNS::TopicPolicy'),
  'AWS::SNS::TopicInlinePolicy': policyCases('AWS::SNS::TopicInlinePolicy'),
  'AWS::Lambda::Function': [
    {
      rule: 'function-role',
      refused: { Role: 'arn:aws:iam::111122223333:role/r' },
      kept: { Role: 'arn:aws:iam::111122223333:role/r' },
      message: 'The role defined for the function cannot be assumed by Lambda.',
      path: ['Role'],
      context: missing,
      keptContext: there,
    },
    {
      rule: 'package-needs-runtime',
      refused: { Code: { S3Bucket: 'b', S3Key: 'k' }, Runtime: 'nodejs22.x' },
      kept: { Code: { S3Bucket: 'b', S3Key: 'k' }, Runtime: 'nodejs22.x', Handler: 'index.handler' },
      message: 'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
      path: ['Code'],
    },
    {
      rule: 'function-runtime',
      refused: { Runtime: 'python4.2' },
      // Newer than what this release knows, as far as anybody can say.
      kept: { Runtime: 'python3.15' },
      message: broken('python4.2', 'runtime', 'Member must satisfy enum value set'),
      because: 'Lambda has no such runtime: use one such as python3.14',
      path: ['Runtime'],
    },
    {
      rule: 'function-timeout',
      refused: { Timeout: 901 },
      kept: { Timeout: 900 },
      message: broken('901', 'timeout', atMost(900)),
      path: ['Timeout'],
    },
    {
      rule: 'function-memory',
      refused: { MemorySize: 64 },
      kept: { MemorySize: 128 },
      message: broken('64', 'memorySize', 'Member must have value greater than or equal to 128'),
      path: ['MemorySize'],
    },
  ],
  'AWS::Lambda::EventSourceMapping': [
    ...(
      [
        ['mapping-batch-size', 'BatchSize', 10_000],
        ['mapping-maximum-batching-window-in-seconds', 'MaximumBatchingWindowInSeconds', 300],
        ['mapping-maximum-record-age-in-seconds', 'MaximumRecordAgeInSeconds', 604_800],
        ['mapping-maximum-retry-attempts', 'MaximumRetryAttempts', 10_000],
        ['mapping-parallelization-factor', 'ParallelizationFactor', 10],
        ['mapping-tumbling-window-in-seconds', 'TumblingWindowInSeconds', 900],
      ] as const
    ).map(([rule, property, most]) => ({
      rule,
      refused: { [property]: most + 1 },
      kept: { [property]: most },
      message: broken(String(most + 1), property.charAt(0).toLowerCase() + property.slice(1), atMost(most)),
      path: [property],
    })),
    {
      rule: 'mapping-maximum-concurrency',
      refused: { ScalingConfig: { MaximumConcurrency: 1 } },
      kept: { ScalingConfig: { MaximumConcurrency: 2 } },
      message: broken('1', 'scalingConfig.maximumConcurrency', 'Member must have value greater than or equal to 2'),
      path: ['ScalingConfig', 'MaximumConcurrency'],
    },
  ],
  'AWS::Lambda::Permission': [
    {
      rule: 'permission-action',
      refused: { Action: 'InvokeFunction' },
      kept: { Action: 'lambda:InvokeFunction' },
      message: broken('InvokeFunction', 'action', pattern('(lambda:[*]|lambda:[a-zA-Z]+|[*])')),
      path: ['Action'],
    },
    {
      rule: 'permission-principal',
      refused: { Principal: 's3 amazonaws.com' },
      kept: { Principal: 's3.amazonaws.com' },
      message: broken('s3 amazonaws.com', 'principal', pattern(String.raw`[^\s]+`)),
      path: ['Principal'],
    },
    {
      rule: 'permission-source-account',
      refused: { SourceAccount: '12345' },
      kept: { SourceAccount: '111122223333' },
      message: broken('12345', 'sourceAccount', pattern(String.raw`\d{12}`)),
      path: ['SourceAccount'],
    },
    {
      rule: 'permission-url-auth',
      refused: { FunctionUrlAuthType: 'IAM' },
      kept: { FunctionUrlAuthType: 'AWS_IAM' },
      message: broken('IAM', 'functionUrlAuthType', oneOf('NONE', 'AWS_IAM')),
      path: ['FunctionUrlAuthType'],
    },
  ],
  'AWS::Lambda::LayerVersionPermission': [
    {
      rule: 'layer-action',
      refused: { Action: 'lambda:InvokeFunction' },
      kept: { Action: 'lambda:GetLayerVersion' },
      message: broken('lambda:InvokeFunction', 'action', pattern('lambda:GetLayerVersion')),
      path: ['Action'],
    },
    {
      rule: 'layer-principal',
      refused: { Principal: 'lambda.amazonaws.com' },
      kept: { Principal: '111122223333' },
      message: broken(
        'lambda.amazonaws.com',
        'principal',
        pattern(String.raw`\d{12}|\*|arn:(aws[a-zA-Z-]*):iam::\d{12}:root`),
      ),
      path: ['Principal'],
    },
    {
      rule: 'layer-organization',
      refused: { OrganizationId: 'o-1' },
      kept: { OrganizationId: 'o-abcdefghij' },
      message: broken('o-1', 'organizationId', pattern('o-[a-z0-9]{10,32}')),
      path: ['OrganizationId'],
    },
  ],
  'AWS::DynamoDB::Table': [
    {
      rule: 'keys-are-defined',
      refused: keyed('key', 'id2'),
      kept: keyed('id'),
      message: `${invalid} Some index key attributes are not defined in AttributeDefinitions. Keys: [id], AttributeDefinitions: [key, id2]`,
      path: ['AttributeDefinitions'],
    },
    {
      rule: 'defined-are-keys',
      refused: keyed('id', 'name'),
      kept: keyed('id'),
      message: `${invalid} Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
      path: ['AttributeDefinitions', 1],
    },
    {
      rule: 'provisioned-needs-capacity',
      refused: { ...keyed('id'), BillingMode: 'PROVISIONED' },
      kept: keyed('id'),
      message: `${invalid} ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
      path: ['ProvisionedThroughput'],
    },
    {
      rule: 'protected-table-stays',
      refused: { DeletionProtectionEnabled: true },
      kept: { DeletionProtectionEnabled: false },
      message:
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      path: ['DeletionProtectionEnabled'],
    },
  ],
  'AWS::SSM::Parameter': [
    {
      rule: 'parameter-name',
      refused: { Name: '/aws/mode' },
      kept: { Name: '/app/mode' },
      message: 'No access to reserved parameter name: /aws/mode.',
      path: ['Name'],
    },
    {
      rule: 'standard-parameter-size',
      refused: { Value: 'x'.repeat(4097) },
      kept: { Value: 'x'.repeat(4096) },
      message:
        'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
      path: ['Value'],
    },
    {
      rule: 'parameter-size',
      refused: { Value: 'x'.repeat(8193), Tier: 'Advanced' },
      kept: { Value: 'x'.repeat(8192), Tier: 'Advanced' },
      message: 'Parameter value exceeds the maximum of 8192 characters.',
      path: ['Value'],
    },
  ],
  'AWS::IAM::Role': [
    ...policyCases('AWS::IAM::Role'),
    {
      rule: 'session-duration',
      refused: { MaxSessionDuration: 60 },
      kept: { MaxSessionDuration: 3600 },
      message: broken('60', 'maxSessionDuration', 'Member must have value greater than or equal to 3600'),
      path: ['MaxSessionDuration'],
    },
    {
      rule: 'attached-policies',
      refused: { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/p'] },
      kept: { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/p'] },
      message: 'Policy arn:aws:iam::111122223333:policy/p does not exist or is not attachable.',
      path: ['ManagedPolicyArns', 0],
      context: missing,
      keptContext: there,
    },
  ],
  'AWS::IAM::RolePolicy': policyCases('AWS::IAM::RolePolicy'),
  'AWS::IAM::ManagedPolicy': [
    ...policyCases('AWS::IAM::ManagedPolicy'),
    {
      rule: 'managed-policy-size',
      refused: {
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${'x'.repeat(6200)}` }],
        },
      },
      kept: {
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
      },
      message: 'Cannot exceed quota for PolicySize: 6144',
      path: ['PolicyDocument'],
    },
  ],
  'AWS::IAM::User': policyCases('AWS::IAM::User'),
  'AWS::IAM::UserPolicy': policyCases('AWS::IAM::UserPolicy'),
  'AWS::IAM::Group': policyCases('AWS::IAM::Group'),
  'AWS::IAM::GroupPolicy': policyCases('AWS::IAM::GroupPolicy'),
  'AWS::KMS::Key': [...policyCases('AWS::KMS::Key'), ...keyCases],
  'AWS::KMS::ReplicaKey': [...policyCases('AWS::KMS::ReplicaKey'), ...keyCases],
  'AWS::Logs::LogGroup': [
    {
      rule: 'protected-log-group-stays',
      refused: { DeletionProtectionEnabled: true },
      kept: {},
      message: 'The log group cannot be deleted because deletion protection is enabled.',
      path: ['DeletionProtectionEnabled'],
    },
  ],
  'AWS::EC2::VPC': [block('network-block')],
  'AWS::EC2::VPCCidrBlock': [block('network-block')],
  'AWS::EC2::Subnet': [
    block('network-block'),
    {
      rule: 'subnet-zone',
      refused: { AvailabilityZone: 'us-east-1a' },
      kept: { AvailabilityZone: 'eu-west-1c' },
      message:
        'Value (us-east-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: eu-west-1a, eu-west-1b, eu-west-1c.',
      path: ['AvailabilityZone'],
      context: inIreland,
    },
  ],
  'AWS::EC2::Route': [
    {
      rule: 'route-destination',
      refused: { DestinationCidrBlock: '0.0.0.0' },
      kept: { DestinationCidrBlock: '0.0.0.0/0' },
      message: 'Value (0.0.0.0) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.',
      path: ['DestinationCidrBlock'],
    },
  ],
  'AWS::EC2::SecurityGroup': [
    {
      rule: 'security-group-name',
      refused: { GroupName: 'sg-web' },
      kept: { GroupName: 'web' },
      message: 'Value (sg-web) for parameter GroupName is invalid. Group names may not be in the format sg-*.',
      path: ['GroupName'],
    },
    {
      rule: 'security-group-rules',
      refused: { SecurityGroupIngress: [{ CidrIp: 'anywhere', IpProtocol: '-1' }] },
      kept: { SecurityGroupIngress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }] },
      message: 'CIDR block anywhere is malformed',
      path: ['SecurityGroupIngress', 0, 'CidrIp'],
    },
  ],
  'AWS::EC2::SecurityGroupIngress': [lone],
  'AWS::EC2::SecurityGroupEgress': [lone],
};
