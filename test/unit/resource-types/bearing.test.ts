import { expect } from 'chai';
import { bearingOf, type Bearing } from '../../../src/resource-types/bearing.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';

describe('what a change bears on', () => {
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const cases: readonly (readonly [changed: string, other: string, expected: Bearing])[] = [
    // A VPC brings them along.
    ['EC2::VPC', 'EC2::SecurityGroup', 'all'],
    ['EC2::VPC', 'EC2::RouteTable', 'all'],
    // Parents and children.
    ['Cognito::UserPoolClient', 'Cognito::UserPool', 'all'],
    ['Cognito::UserPool', 'Cognito::UserPoolClient', 'all'],
    // One service.
    ['EC2::Subnet', 'EC2::InternetGateway', 'state'],
    ['Cognito::UserPoolClient', 'Cognito::UserPoolGroup', 'state'],
    // Others, though their schemas may refer to each other.
    ['SQS::Queue', 'S3::Bucket', 'none'],
    ['S3::Bucket', 'SQS::Queue', 'none'],
    ['IAM::Role', 'Lambda::Function', 'none'],
    ['Logs::LogGroup', 'SSM::Parameter', 'none'],
    // A stack may make anything.
    ['CloudFormation::Stack', 'S3::Bucket', 'all'],
    ['S3::Bucket', 'CloudFormation::Stack', 'all'],
  ];
  for (const [changed, other, expected] of cases) {
    it(`of AWS::${changed} on AWS::${other}: ${expected}`, () => {
      const type = registry.find(`AWS::${changed}`);
      if (type === undefined) throw new Error(changed);
      expect(bearingOf(type, registry.find(`AWS::${other}`))).to.equal(expected);
    });
  }

  it('of any type on one that nobody knows: all', () => {
    const type = registry.find('AWS::S3::Bucket');
    if (type === undefined) throw new Error('AWS::S3::Bucket');
    expect(bearingOf(type, registry.find('Other::Cloud::Thing'))).to.equal('all');
  });
});
