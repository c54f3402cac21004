import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { createRegistry, shippedSchemas } from '../../../../src/resource-types/create-registry.ts';
import { asRead, defaultAt } from '../../../../src/resource-types/defaults/as-read.ts';
import type { ResourceType } from '../../../../src/resource-types/resource-type.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
const place = { region: 'eu-west-1', accountId: '123456789012' };

function typeOf(typeName: string): ResourceType {
  const type = registry.find(typeName);
  if (type === undefined) throw new Error(`There is no ${typeName}.`);
  return type;
}

function read(typeName: string, model: JsonObject): JsonObject {
  return asRead(typeOf(typeName), model, place);
}

describe('asRead', () => {
  it('fills what a read of a minimal client returns', () => {
    expect(read('AWS::Cognito::UserPoolClient', { UserPoolId: 'p' })).to.deep.equal({
      UserPoolId: 'p',
      ExplicitAuthFlows: [],
      GenerateSecret: false,
      ReadAttributes: [],
      AuthSessionValidity: 3,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      WriteAttributes: [],
      AllowedOAuthFlows: [],
      AllowedOAuthFlowsUserPoolClient: false,
      AllowedOAuthScopes: [],
      CallbackURLs: [],
      LogoutURLs: [],
      SupportedIdentityProviders: [],
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
    });
  });

  it('keeps what was given, sorted where the service sorts', () => {
    const given = { AuthSessionValidity: 5, CallbackURLs: ['https://b', 'https://a'] };
    const client = read('AWS::Cognito::UserPoolClient', given);
    expect(client['AuthSessionValidity']).to.equal(5);
    expect(client['CallbackURLs']).to.deep.equal(['https://a', 'https://b']);
    expect(given.CallbackURLs).to.deep.equal(['https://b', 'https://a']);
  });

  it('requires no characters of passwords once a password policy is given in part', () => {
    const full = read('AWS::Cognito::UserPool', {});
    const partial = read('AWS::Cognito::UserPool', {
      Policies: { PasswordPolicy: { MinimumLength: 10, RequireNumbers: true } },
    });
    const signIn = { AllowedFirstAuthFactors: ['PASSWORD'] };
    expect(full['Policies']).to.deep.equal({
      PasswordPolicy: {
        MinimumLength: 8,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
        TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: signIn,
    });
    expect(partial['Policies']).to.deep.equal({
      PasswordPolicy: {
        MinimumLength: 10,
        RequireLowercase: false,
        RequireNumbers: true,
        RequireSymbols: false,
        RequireUppercase: false,
        TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: signIn,
    });
  });

  it('leaves types alone of which nothing is known', () => {
    expect(read('AWS::EC2::InternetGateway', { Tags: [] })).to.deep.equal({ Tags: [] });
  });

  it('knows that one property decides about another', () => {
    const encryption = (model: JsonObject): unknown => read('AWS::SQS::Queue', model)['SqsManagedSseEnabled'];
    expect(encryption({})).to.equal(true);
    expect(encryption({ KmsMasterKeyId: 'alias/aws/sqs' })).to.equal(false);

    const webAuthn = (model: JsonObject): unknown =>
      read('AWS::Cognito::UserPool', model)['WebAuthnFactorConfiguration'];
    expect(webAuthn({})).to.equal(undefined);
    expect(webAuthn({ MfaConfiguration: 'OPTIONAL' })).to.equal('SINGLE_FACTOR');

    const table = read('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      ProvisionedThroughput: { ReadCapacityUnits: 1 },
    });
    expect(table).to.not.have.property('ProvisionedThroughput');
    expect(table['WarmThroughput']).to.deep.equal({ ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000 });
  });

  it('fills values from other properties, with their types', () => {
    const table = read('AWS::DynamoDB::Table', {
      ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 3 },
    });
    expect(table['WarmThroughput']).to.deep.equal({ ReadUnitsPerSecond: 7, WriteUnitsPerSecond: 3 });
    expect(read('AWS::Lambda::Function', { FunctionName: 'orders' })['LoggingConfig']).to.deep.equal({
      LogFormat: 'Text',
      LogGroup: '/aws/lambda/orders',
    });
    expect(read('AWS::Lambda::Function', {})).to.not.have.property('LoggingConfig');
    expect(read('AWS::ECS::Service', {})['Role']).to.equal(
      'arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
    );
    expect(read('AWS::EC2::FlowLog', {})['LogFormat']).to.match(/^\$\{version\} \$\{account-id\} /);
  });

  it('fills what containers lack that are there, and adds those that are not', () => {
    const encryption = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };
    const bucket = read('AWS::S3::Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [encryption] } });
    expect(bucket['BucketEncryption']).to.deep.equal({
      ServerSideEncryptionConfiguration: [
        { ...encryption, BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] }, BucketKeyEnabled: false },
      ],
    });
  });

  it('fills lists of settings entry by entry', () => {
    const given = [{ Key: 'idle_timeout.timeout_seconds', Value: '120' }];
    const balancer = read('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Type: 'application',
      LoadBalancerAttributes: given,
    });
    const attributes = balancer['LoadBalancerAttributes'];
    expect(attributes)
      .to.be.an('array')
      .that.deep.includes.members([...given, { Key: 'routing.http2.enabled', Value: 'true' }]);
    expect(attributes).to.have.length(22);
  });

  it('changes the form of what was given', () => {
    expect(read('AWS::RDS::DBSubnetGroup', { DBSubnetGroupName: 'Mixed-Case' })['DBSubnetGroupName']).to.equal(
      'mixed-case',
    );
    expect(read('AWS::ApiGateway::RestApi', { Policy: { Statement: [] } })['Policy']).to.equal('{"Statement":[]}');
  });
});

describe('defaultAt', () => {
  it('tells the default of one property in a model', () => {
    expect(defaultAt(typeOf('AWS::SQS::Queue'), {}, ['VisibilityTimeout'])).to.equal(30);
    expect(defaultAt(typeOf('AWS::SQS::Queue'), {}, ['KmsMasterKeyId'])).to.equal(undefined);
  });
});
