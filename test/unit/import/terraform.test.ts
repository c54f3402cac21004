import { expect } from 'chai';
import { counterpartsOf, knownAwsTypes } from '../../../src/import/terraform/aws-types.ts';
import { readState } from '../../../src/import/terraform/read-state.ts';
import { resourcesOfState } from '../../../src/import/terraform/resources-of-state.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** What a state with these resources in it names, as `TYPE identifier (region) "name"`, and what it says of the others. */
function named(resources: readonly object[]): readonly string[] {
  const state = readState(JSON.stringify({ version: 4, resources }));
  if (state === undefined) throw new Error('no state');
  const found = resourcesOfState(state, registry);
  return [
    ...found.resources.map(
      ({ type, identifier, region = '-', name = '-' }) => `${type.typeName} ${identifier} (${region}) ${name}`,
    ),
    ...found.notes,
  ];
}

describe('the types of Terraform’s provider aws', () => {
  for (const type of knownAwsTypes) {
    it(`${type} has counterparts that can be read, with identifiers of as many parts`, () => {
      const found = (counterpartsOf(type) ?? []).map(({ typeName, identifier }) => {
        const known = registry.find(typeName);
        return {
          typeName,
          canRead: known?.handlers.read !== undefined,
          parts: identifier.length - (known?.identifier.length ?? 0),
        };
      });
      for (const one of found) expect(one).to.deep.equal({ typeName: one.typeName, canRead: true, parts: 0 });
    });
  }
});

describe('readState', () => {
  const managed = (type: string, name: string, attributes: object, more: object = {}): object => ({
    mode: 'managed',
    type,
    name,
    instances: [{ attributes }],
    ...more,
  });

  it('names resources by their attributes, in the region that the state says', () => {
    expect(
      named([
        managed('aws_sqs_queue', 'jobs', {
          id: 'https://sqs.eu-west-1.amazonaws.com/1/jobs',
          arn: 'arn:aws:sqs:eu-west-1:1:jobs',
        }),
        managed(
          'aws_iam_role',
          'this',
          { name: 'worker', arn: 'arn:aws:iam::1:role/worker' },
          { module: 'module.a.module.worker' },
        ),
        managed('aws_internet_gateway', 'main', { id: 'igw-1', vpc_id: 'vpc-1', region: 'us-east-1' }),
        managed('awscc_cognito_user_pool_client', 'web', { id: 'pool|client' }),
        {
          ...managed('aws_subnet', 'private', {}),
          instances: [
            { index_key: 0, attributes: { id: 'subnet-1' } },
            { index_key: 'b', attributes: { id: 'subnet-2' } },
            { index_key: 'c', deposed: 'x', attributes: { id: 'subnet-3' } },
          ],
        },
      ]),
    ).to.deep.equal([
      'AWS::SQS::Queue https://sqs.eu-west-1.amazonaws.com/1/jobs (eu-west-1) jobs',
      'AWS::IAM::Role worker (-) worker',
      'AWS::EC2::InternetGateway igw-1 (us-east-1) -',
      'AWS::EC2::VPCGatewayAttachment IGW|vpc-1 (us-east-1) -',
      'AWS::Cognito::UserPoolClient pool|client (-) web',
      'AWS::EC2::Subnet subnet-1 (-) private_0',
      'AWS::EC2::Subnet subnet-2 (-) private_b',
    ]);
  });

  it('says what is left out, and what comes with another resource', () => {
    expect(
      named([
        managed('aws_s3_bucket_versioning', 'v', { bucket: 'b' }, { module: 'module.store' }),
        managed('random_id', 'suffix', {}),
        managed('aws_mystery', 'x', {}),
        managed('awscc_mystery_thing', 'x', { id: 'x' }),
        managed('aws_vpc', 'x', {}),
        { ...managed('aws_region', 'here', {}), mode: 'data' },
      ]),
    ).to.deep.equal([
      'module.store.aws_s3_bucket_versioning.v is VersioningConfiguration of its bucket',
      'left out: random_id.suffix: not an AWS resource',
      'left out: aws_mystery.x: no counterpart is known for its type',
      'left out: awscc_mystery_thing.x: no counterpart is known for its type',
      'left out: aws_vpc.x: no counterpart is known for its type',
    ]);
  });

  it('reads what terraform show -json prints', () => {
    const resource = { mode: 'managed', type: 'aws_sqs_queue', name: 'q', index: 'a', values: { id: 'u' } };
    const child = { address: 'module.m["x.y"]', resources: [resource] };
    const values = { root_module: { resources: [{ ...resource, mode: 'data' }], child_modules: [child] } };
    expect(readState(JSON.stringify({ format_version: '1.0', values }))).to.deep.equal([
      {
        address: 'module.m["x.y"].aws_sqs_queue.q["a"]',
        type: 'aws_sqs_queue',
        name: 'q',
        key: 'a',
        module: 'm',
        attributes: { id: 'u' },
      },
    ]);
  });

  it('takes nothing else for a state', () => {
    for (const text of ['', '[]', '{}', '{"version": 3, "resources": []}', '{"format_version": "1.0"}'])
      expect(readState(text), text).to.equal(undefined);
  });
});
