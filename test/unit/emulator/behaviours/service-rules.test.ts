import { expect } from 'chai';
import type { Json, JsonObject } from '../../../../src/base/json.ts';
import { createRegistry, shippedSchemas } from '../../../../src/resource-types/create-registry.ts';
import { checkServiceRules } from '../../../../src/resource-types/rules/check-service-rules.ts';
import { rulesOf } from '../../../../src/resource-types/rules/service-rules.ts';
import { plainText, reveal } from '../../../../src/values/reading.ts';
import { ruleCases } from '../../../support/rule-cases/index.ts';
import type { RuleCase } from '../../../support/rule-cases/rule-case.ts';
import { sampleModel } from '../../../support/sample-model.ts';
import { createRig, type Rig } from '../emulator-rig.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** What the refused resources belong to. */
async function createOwners(rig: Rig): Promise<Readonly<Record<string, Json>>> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await rig.create('AWS::S3::Bucket', { BucketName: 'reports' });
  await rig.create('AWS::IAM::Role', { RoleName: 'r', AssumeRolePolicyDocument: trust });
  await rig.create('AWS::IAM::User', { UserName: 'u' });
  await rig.create('AWS::IAM::Group', { GroupName: 'g' });
  await rig.create('AWS::Lambda::Function', {
    FunctionName: 'f',
    Role: 'arn:aws:iam::1:role/r',
    Code: { ImageUri: 'f:1' },
  });
  const pool = await rig.create('AWS::Cognito::UserPool', {});
  const scopes = [{ ScopeName: 'read', ScopeDescription: 'd' }];
  await rig.create('AWS::Cognito::UserPoolResourceServer', {
    UserPoolId: pool,
    Identifier: 'api',
    Name: 'a',
    Scopes: scopes,
  });
  const vpc = await rig.create('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
  return {
    UserPoolId: pool,
    IdentityPoolId: await rig.create('AWS::Cognito::IdentityPool', { AllowUnauthenticatedIdentities: false }),
    VpcId: vpc,
    RouteTableId: await rig.create('AWS::EC2::RouteTable', { VpcId: vpc }),
    GroupId: await rig.create('AWS::EC2::SecurityGroup', { VpcId: vpc, GroupDescription: 'd' }),
    LayerVersionArn: 'arn:aws:lambda:us-east-1:999999999999:layer:l:1',
    Bucket: 'reports',
    RoleName: 'r',
    UserName: 'u',
    GroupName: 'g',
    FunctionName: 'f',
    Role: 'arn:aws:iam::1:role/r',
  };
}

describe('What the check says that a service refuses', () => {
  for (const [typeName, cases] of Object.entries(ruleCases)) {
    const alone = cases.filter((one) => isDecidedAlone(typeName, one));
    if (alone.length === 0) continue;
    it(`the emulator refuses with the same words: ${typeName}`, async () => {
      const rig = createRig();
      const owners = await createOwners(rig);
      const type = registry.find(typeName);
      if (type === undefined) throw new Error(typeName);
      const isOwn = (name: string): boolean => type.identifier.length === 1 && type.identifier[0]?.[0] === name;
      const sample = Object.fromEntries(
        Object.entries(sampleModel(type))
          .filter(([name]) => name !== 'ProvisionedThroughput')
          .map(([name, value]) => [name, (isOwn(name) && name !== 'Bucket' ? undefined : owners[name]) ?? value]),
      );
      for (const { rule, refused, message } of alone) {
        const given = reveal(refused) as JsonObject;
        const desired = JSON.stringify({ ...sample, ...given }, (_key, value: Json) => value ?? undefined);
        const words = await refusalOf(rig, typeName, desired);
        // What the schema refuses as well does not reach the service.
        if (words.startsWith('ValidationException: Model validation failed')) continue;
        const passedOn = rulesOf(typeName)
          .find(({ name }) => name === rule)
          ?.check(refused, {})?.passedOn;
        expect(`${rule}: ${words.slice(0, most)}`).to.equal(`${rule}: ${(passedOn ?? message).slice(0, most)}`);
        const told = checkServiceRules(typeName, refused, {});
        expect(told.map((problem) => problem.message)).to.include(
          `the service refuses this: ${message.replace(/\.$/, '')}`,
        );
      }
    });
  }
});

/** Messages of a request are cut somewhere behind. */
const most = 900;

async function refusalOf(rig: Rig, typeName: string, desired: string): Promise<string> {
  try {
    const event = await rig.finish('CreateResource', { TypeName: typeName, DesiredState: desired });
    return plainText(event['StatusMessage'] ?? null).replace(/ \(Service: .*$/s, '');
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

/** Neither what was before nor what is beside the model counts, and the schema has nothing against it. */
function isDecidedAlone(typeName: string, { rule, refused, context }: RuleCase): boolean {
  const { severity, on } = rulesOf(typeName).find(({ name }) => name === rule) ?? {};
  return context === undefined && severity === undefined && on === undefined && Object.keys(refused).length > 0;
}
