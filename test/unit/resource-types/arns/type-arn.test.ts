import { expect } from 'chai';
import { taggingName, typeArn } from '../../../../src/resource-types/arns/type-arn.ts';

describe('ARNs by type', () => {
  const account = '123456789012';
  const rows: readonly (readonly [typeName: string, identifier: string, name: string, arn: string])[] = [
    ['AWS::EC2::VPC', 'vpc-1', 'ec2:vpc', `arn:aws:ec2:eu-west-1:${account}:vpc/vpc-1`],
    ['AWS::EC2::NatGateway', 'nat-1', 'ec2:natgateway', `arn:aws:ec2:eu-west-1:${account}:natgateway/nat-1`],
    [
      'AWS::EC2::InternetGateway',
      'igw-1',
      'ec2:internet-gateway',
      `arn:aws:ec2:eu-west-1:${account}:internet-gateway/igw-1`,
    ],
    [
      'AWS::Cognito::IdentityPool',
      'eu-west-1:1',
      'cognito-identity:identitypool',
      `arn:aws:cognito-identity:eu-west-1:${account}:identitypool/eu-west-1:1`,
    ],
    [
      'AWS::StepFunctions::StateMachine',
      'orders',
      'states:stateMachine',
      `arn:aws:states:eu-west-1:${account}:stateMachine:orders`,
    ],
    [
      'AWS::SQS::Queue',
      `https://sqs.eu-west-1.amazonaws.com/${account}/orders`,
      'sqs:queue',
      `arn:aws:sqs:eu-west-1:${account}:orders`,
    ],
    ['AWS::SSM::Parameter', '/app/key', 'ssm:parameter', `arn:aws:ssm:eu-west-1:${account}:parameter/app/key`],
    ['AWS::S3::Bucket', 'photos', 's3:bucket', 'arn:aws:s3:::photos'],
    ['AWS::S3::AccessPoint', 'reader', 's3:accesspoint', `arn:aws:s3:eu-west-1:${account}:accesspoint/reader`],
    ['AWS::Route53::HostedZone', 'Z1', 'route53:hostedzone', 'arn:aws:route53:::hostedzone/Z1'],
    ['AWS::IAM::Role', 'reader', 'iam:role', `arn:aws:iam::${account}:role/reader`],
    ['AWS::Made::UpThing', 'x', 'made:up-thing', `arn:aws:made:eu-west-1:${account}:up-thing/x`],
  ];
  for (const [typeName, identifier, name, arn] of rows) {
    it(`has those of ${typeName}`, () => {
      expect(taggingName(typeName)).to.equal(name);
      expect(typeArn(typeName, identifier, { accountId: account, region: 'eu-west-1' })).to.equal(arn);
    });
  }

  it('name the partition of the region', () => {
    expect(typeArn('AWS::EC2::VPC', 'vpc-1', { accountId: account, region: 'cn-north-1' })).to.equal(
      `arn:aws-cn:ec2:cn-north-1:${account}:vpc/vpc-1`,
    );
  });
});
