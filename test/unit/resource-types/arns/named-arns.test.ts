import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { actionsByArn, namedArn } from '../../../../src/resource-types/arns/named-arns.ts';
import { createRegistry, shippedSchemas } from '../../../../src/resource-types/create-registry.ts';

describe('The ARN that follows from a name', () => {
  const named: readonly (readonly [typeName: string, model: JsonObject, arn: string | undefined])[] = [
    ['AWS::SQS::Queue', { QueueName: 'orders' }, 'arn:aws:sqs:eu-west-1:*:orders'],
    ['AWS::SNS::Topic', { TopicName: 'news' }, 'arn:aws:sns:eu-west-1:*:news'],
    ['AWS::SSM::Parameter', { Name: '/shop/text' }, 'arn:aws:ssm:eu-west-1:*:parameter/shop/text'],
    ['AWS::IAM::Role', { RoleName: 'web', Path: '/shop/' }, 'arn:aws:iam::*:role/shop/web'],
    ['AWS::S3::Bucket', { BucketName: 'files' }, 'arn:aws:s3:::files'],
    ['AWS::DynamoDB::Table', { TableName: 'orders' }, 'arn:aws:dynamodb:eu-west-1:*:table/orders'],
    ['AWS::Lambda::Function', { FunctionName: 'web' }, 'arn:aws:lambda:eu-west-1:*:function:web'],
    ['AWS::SecretsManager::Secret', { Name: 'shop/db' }, 'arn:aws:secretsmanager:eu-west-1:*:secret:shop/db-??????'],
    ['AWS::S3::Bucket', {}, undefined],
    ['AWS::SecretsManager::Secret', {}, undefined],
    ['AWS::DynamoDB::Table', { TableName: 'a*' }, undefined],
    ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }, undefined],
  ];
  for (const [typeName, model, arn] of named)
    it(`of ${typeName} ${JSON.stringify(model)} is ${arn ?? 'not known'}`, () => {
      expect(namedArn(typeName, model, 'eu-west-1')).to.equal(arn);
    });

  it('decides only actions that the handlers of its type take, or those of its tags', () => {
    const registry = createRegistry({ schemaFolders: [shippedSchemas] });
    for (const typeName of new Set(named.map(([name]) => name))) {
      const type = registry.find(typeName);
      const taken = Object.values(type?.handlers ?? {}).flatMap((handler) => handler.permissions);
      const strange = [...actionsByArn(typeName)].filter((action) => !taken.includes(action));
      expect(strange, typeName).to.deep.equal([]);
    }
  });
});
