import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { createRig, type Rig } from './emulator-rig.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const roleArn = 'arn:aws:iam::000000000000:role/web';

/** A policy that names the role. */
const statement = { Effect: 'Allow', Principal: { AWS: roleArn }, Action: '*', Resource: '*' };

const dependents: readonly (readonly [typeName: string, desired: JsonObject, message: string])[] = [
  [
    'AWS::Lambda::Function',
    { Role: roleArn, Code: { ZipFile: 'x' }, Runtime: 'nodejs22.x', Handler: 'index.handler' },
    'The role defined for the function cannot be assumed by Lambda.',
  ],
  [
    'AWS::KMS::Key',
    { KeyPolicy: { Version: '2012-10-17', Statement: [statement] } },
    'Policy contains a statement with one or more invalid principals',
  ],
  [
    'AWS::StepFunctions::StateMachine',
    { RoleArn: roleArn, DefinitionString: '{}' },
    'is not authorized to assume the provided role',
  ],
];

describe('What refers to IAM too early', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = createRig();
    rig.emulator.inject({ kind: 'iam-lag' });
    await rig.create('AWS::IAM::Role', { RoleName: 'web', AssumeRolePolicyDocument: trust });
  });
  const make = (typeName: string, desired: JsonObject): Promise<JsonObject> =>
    rig.finish('CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(desired) });

  for (const [typeName, desired, message] of dependents) {
    it(`fails with the words of its service, and succeeds ten seconds later: ${typeName}`, async () => {
      expect(await make(typeName, desired)).to.include({
        OperationStatus: 'FAILED',
        ErrorCode: 'InvalidRequest',
        StatusMessage: message,
      });
      rig.clock.advance(10_000);
      expect(await make(typeName, desired)).to.include({ OperationStatus: 'SUCCESS' });
    });
  }

  it('is not refused where it refers to nothing that is young', async () => {
    expect(await make('AWS::SQS::Queue', { QueueName: 'web' })).to.include({ OperationStatus: 'SUCCESS' });
  });

  it('waits for new permissions of an old role, too', async () => {
    rig.clock.advance(60_000);
    await rig.create('AWS::IAM::RolePolicy', {
      RoleName: 'web',
      PolicyName: 'logs',
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }] },
    });
    const [typeName, desired] = dependents[0]!;
    expect(await make(typeName, desired)).to.include({
      StatusMessage: 'The provided execution role does not have permissions',
    });
    rig.clock.advance(10_000);
    expect(await make(typeName, desired)).to.include({ OperationStatus: 'SUCCESS' });
  });

  it('takes as long as the fault says, in every region', async () => {
    const slow = createRig({ faults: [{ kind: 'iam-lag', ms: 30_000, typeName: 'AWS::Lambda::Function' }] });
    await slow.create('AWS::IAM::Role', { RoleName: 'web', AssumeRolePolicyDocument: trust });
    const [typeName, desired] = dependents[0]!;
    const outcome = async (region: string): Promise<string | undefined> => {
      const body = { TypeName: typeName, DesiredState: JSON.stringify(desired) };
      const { ProgressEvent: event } = (await slow.ask('CreateResource', body, { region })).body as {
        ProgressEvent: JsonObject;
      };
      const { body: asked } = await slow.ask(
        'GetResourceRequestStatus',
        { RequestToken: event['RequestToken'] ?? '' },
        { region },
      );
      return (asked as { ProgressEvent: { OperationStatus: string } }).ProgressEvent.OperationStatus;
    };
    slow.clock.advance(28_000);
    expect(await outcome('eu-west-1')).to.equal('FAILED');
    slow.clock.advance(2000);
    expect(await outcome('eu-west-1')).to.equal('SUCCESS');
  });
});
