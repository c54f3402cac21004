import { expect } from 'chai';
import type { JsonObject } from '../../src/base/json.ts';
import { createRig, objectOf, type Rig } from '../unit/emulator/emulator-rig.ts';

const pools = 'AWS::Cognito::UserPool';
const clients = 'AWS::Cognito::UserPoolClient';

describe('Cognito over the wire', () => {
  let rig: Rig;
  let pool: string;
  beforeEach(async () => {
    rig = createRig();
    pool = await rig.create(pools, {});
  });
  const patch = (typeName: string, identifier: string, steps: readonly JsonObject[]): Promise<JsonObject> =>
    rig.finish('UpdateResource', { TypeName: typeName, Identifier: identifier, PatchDocument: JSON.stringify(steps) });

  describe('a user pool', () => {
    it('reads back with the defaults of the service when nothing was said', async () => {
      const { Schema, ...state } = await rig.read(pools, pool);
      expect(pool).to.match(/^us-east-1_[0-9A-Za-z]{9}$/);
      expect(state).to.deep.equal({
        UserPoolName: state['UserPoolName'],
        UserPoolId: pool,
        ProviderName: `cognito-idp.us-east-1.amazonaws.com/${pool}`,
        ProviderURL: `https://cognito-idp.us-east-1.amazonaws.com/${pool}`,
        Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool}`,
        Policies: {
          PasswordPolicy: {
            MinimumLength: 8,
            RequireLowercase: true,
            RequireNumbers: true,
            RequireSymbols: true,
            RequireUppercase: true,
            TemporaryPasswordValidityDays: 7,
          },
          SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
        },
        MfaConfiguration: 'OFF',
        DeletionProtection: 'INACTIVE',
        UserPoolTier: 'ESSENTIALS',
        EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
        KeyConfiguration: { KeyType: 'AWS_OWNED_KEY' },
        IssuerConfiguration: { Type: 'ORIGINAL' },
        VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: 'verified_email', Priority: 1 },
            { Name: 'verified_phone_number', Priority: 2 },
          ],
        },
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
        AliasAttributes: [],
        UsernameAttributes: [],
        AutoVerifiedAttributes: [],
        LambdaConfig: {},
      });
      expect(Schema).to.be.an('array').with.length(21);
    });

    it('requires nothing of passwords that a partial policy does not name', async () => {
      const partial = await rig.create(pools, {
        Policies: { PasswordPolicy: { RequireNumbers: true, TemporaryPasswordValidityDays: 3 } },
      });
      const state = await rig.read(pools, partial);
      expect(objectOf(state['Policies'])['PasswordPolicy']).to.deep.equal({
        MinimumLength: 8,
        RequireLowercase: false,
        RequireNumbers: true,
        RequireSymbols: false,
        RequireUppercase: false,
        TemporaryPasswordValidityDays: 3,
      });
      expect(state['AdminCreateUserConfig']).to.include({ UnusedAccountValidityDays: 3 });
    });

    it('never shows EnabledMfas', async () => {
      const made = await rig.create(pools, { EnabledMfas: ['SOFTWARE_TOKEN_MFA'], MfaConfiguration: 'OPTIONAL' });
      expect(await rig.read(pools, made)).to.not.have.property('EnabledMfas');
    });

    it('shows custom attributes under their full names, and lets them be added but not changed', async () => {
      const made = await rig.create(pools, { Schema: [{ Name: 'tier', AttributeDataType: 'String', Mutable: true }] });
      const schema = (await rig.read(pools, made))['Schema'] as JsonObject[];
      expect(schema.map(({ Name }) => Name))
        .to.include('custom:tier')
        .with.length(22);
      const added = await patch(pools, made, [
        { op: 'add', path: '/Schema/-', value: { Name: 'level', AttributeDataType: 'Number' } },
      ]);
      expect(added['OperationStatus']).to.equal('SUCCESS');
      const names = ((await rig.read(pools, made))['Schema'] as JsonObject[]).map(({ Name }) => Name);
      expect(names.slice(-2)).to.deep.equal(['custom:tier', 'custom:level']);
      const removed = await patch(pools, made, [{ op: 'remove', path: '/Schema/21' }]);
      expect(removed).to.include({ OperationStatus: 'FAILED', ErrorCode: 'InvalidRequest' });
      expect(removed['StatusMessage']).to.match(
        /^Existing schema attributes cannot be modified or deleted\. \(Service: CognitoIdentityProvider, /,
      );
    });

    it('that is protected is not deleted', async () => {
      const made = await rig.create(pools, { DeletionProtection: 'ACTIVE' });
      const refused = await rig.finish('DeleteResource', { TypeName: pools, Identifier: made });
      expect(refused).to.include({ OperationStatus: 'FAILED', ErrorCode: 'InvalidRequest' });
      expect(refused['StatusMessage']).to.match(
        /^The user pool cannot be deleted because deletion protection is activated\. Deletion protection must be inactivated first\. \(Service: CognitoIdentityProvider, Status Code: 400, Request ID: [-0-9a-f]{36}\) \(SDK Attempt Count: 1\)$/,
      );
      await patch(pools, made, [{ op: 'add', path: '/DeletionProtection', value: 'INACTIVE' }]);
      const deleted = await rig.finish('DeleteResource', { TypeName: pools, Identifier: made });
      expect(deleted['OperationStatus']).to.equal('SUCCESS');
    });

    it('takes its clients along, and no others', async () => {
      const other = await rig.create(pools, {});
      const gone = await rig.create(clients, { UserPoolId: pool });
      const kept = await rig.create(clients, { UserPoolId: other });
      await rig.finish('DeleteResource', { TypeName: pools, Identifier: pool });
      const read = await rig.ask('GetResource', { TypeName: clients, Identifier: gone });
      expect(read.error).to.equal('ResourceNotFoundException');
      expect(await rig.list(clients, { UserPoolId: other })).to.deep.equal([kept]);
    });
  });

  describe('a client', () => {
    it('reads back with the defaults of the service when nothing was said', async () => {
      const identifier = await rig.create(clients, { UserPoolId: pool });
      const state = await rig.read(clients, identifier);
      expect(identifier).to.match(/^us-east-1_[0-9A-Za-z]{9}\|[0-9a-z]{26}$/);
      expect(state).to.deep.equal({
        UserPoolId: pool,
        ClientId: identifier.split('|')[1],
        ClientName: state['Name'],
        Name: state['Name'],
        GenerateSecret: false,
        CallbackURLs: [],
        LogoutURLs: [],
        AllowedOAuthFlows: [],
        AllowedOAuthScopes: [],
        ExplicitAuthFlows: [],
        ReadAttributes: [],
        WriteAttributes: [],
        SupportedIdentityProviders: [],
        EnablePropagateAdditionalUserContextData: false,
        AllowedOAuthFlowsUserPoolClient: false,
        AuthSessionValidity: 3,
        RefreshTokenValidity: 30,
        EnableTokenRevocation: true,
        TokenValidityUnits: {},
      });
    });

    it('has a secret only where one was asked for, and keeps it', async () => {
      const identifier = await rig.create(clients, { UserPoolId: pool, GenerateSecret: true, ClientName: 'web' });
      const before = await rig.read(clients, identifier);
      expect(before['ClientSecret']).to.match(/^[0-9a-z]{51}$/);
      await patch(clients, identifier, [{ op: 'add', path: '/ClientName', value: 'portal' }]);
      const after = await rig.read(clients, identifier);
      expect(after).to.include({ ClientSecret: before['ClientSecret'], ClientName: 'portal', Name: 'portal' });
    });

    it('returns its lists sorted', async () => {
      const identifier = await rig.create(clients, {
        UserPoolId: pool,
        CallbackURLs: ['https://b.example', 'https://a.example'],
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      });
      expect(await rig.read(clients, identifier)).to.deep.include({
        CallbackURLs: ['https://a.example', 'https://b.example'],
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
      });
    });

    it('ignores some removals and says that it made them', async () => {
      const identifier = await rig.create(clients, {
        UserPoolId: pool,
        RefreshTokenValidity: 7,
        AuthSessionValidity: 5,
        EnableTokenRevocation: false,
        AccessTokenValidity: 60,
        TokenValidityUnits: { AccessToken: 'minutes' },
      });
      const names = ['RefreshTokenValidity', 'AuthSessionValidity', 'EnableTokenRevocation', 'AccessTokenValidity'];
      const event = await patch(
        clients,
        identifier,
        names.map((name) => ({ op: 'remove', path: `/${name}` })),
      );
      expect(event['OperationStatus']).to.equal('SUCCESS');
      const state = await rig.read(clients, identifier);
      expect(state).to.include({ RefreshTokenValidity: 7, AuthSessionValidity: 5, EnableTokenRevocation: false });
      expect(state).to.not.have.property('AccessTokenValidity');
    });

    it('cannot get another pool, nor a secret later', async () => {
      const identifier = await rig.create(clients, { UserPoolId: pool });
      for (const [name, value] of [
        ['UserPoolId', 'us-east-1_other0000'],
        ['GenerateSecret', true],
      ] as const) {
        const answer = await rig.ask('UpdateResource', {
          TypeName: clients,
          Identifier: identifier,
          PatchDocument: JSON.stringify([{ op: 'replace', path: `/${name}`, value }]),
        });
        expect(answer).to.include({
          error: 'NotUpdatableException',
          message: `Invalid patch update: createOnlyProperties [/properties/${name}] cannot be updated`,
        });
      }
    });

    it('has a log delivery that is known by the pool', async () => {
      const group = 'arn:aws:logs:us-east-1:000000000000:log-group:/pools';
      const logs = [
        { LogLevel: 'ERROR', EventSource: 'userNotification', CloudWatchLogsConfiguration: { LogGroupArn: group } },
      ];
      const wanted = { UserPoolId: pool, LogConfigurations: logs };
      expect(await rig.create('AWS::Cognito::LogDeliveryConfiguration', wanted)).to.equal(pool);
      expect(await rig.read('AWS::Cognito::LogDeliveryConfiguration', pool)).to.deep.equal({ Id: pool, ...wanted });
    });

    it('is listed under its pool, by its identifier only', async () => {
      const identifier = await rig.create(clients, { UserPoolId: pool, ClientName: 'web' });
      const answer = await rig.ask('ListResources', {
        TypeName: clients,
        ResourceModel: JSON.stringify({ UserPoolId: pool }),
      });
      expect(answer.body['ResourceDescriptions']).to.deep.equal([
        {
          Identifier: identifier,
          Properties: JSON.stringify({ UserPoolId: pool, ClientId: identifier.split('|')[1] }),
        },
      ]);
      const empty = await rig.create(pools, {});
      expect(await rig.list(clients, { UserPoolId: empty })).to.deep.equal([]);
    });
  });
});

/** What Cognito refuses beyond the schema: the request is accepted and fails with the service's words. */
const refusedClients: readonly { readonly desired: JsonObject; readonly message: string }[] = [
  { desired: { AccessTokenValidity: 25 }, message: 'Invalid range for token validity.' },
  {
    desired: { AllowedOAuthFlowsUserPoolClient: true },
    message: 'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
  },
  { desired: { CallbackURLs: ['http://example.com/'] }, message: 'http://example.com/ cannot use the HTTP protocol.' },
  { desired: { AllowedOAuthScopes: ['everything'] }, message: 'Invalid scope requested: everything' },
  {
    desired: { SupportedIdentityProviders: ['Google'] },
    message: 'The provider Google does not exist for User Pool',
  },
  {
    desired: { ReadAttributes: ['custom:tier'] },
    message: 'Invalid read attributes specified while creating a client',
  },
  {
    desired: { TokenValidityUnits: { AccessToken: 'years' } },
    message:
      "1 validation error detected: Value 'years' at 'tokenValidityUnits.accessToken' failed to satisfy constraint: Member must satisfy enum value set: [seconds, minutes, hours, days]",
  },
];

describe('Cognito refuses while the request runs', () => {
  for (const { desired, message } of refusedClients) {
    it(`a client with ${JSON.stringify(desired)}`, async () => {
      const rig = createRig();
      const UserPoolId = await rig.create(pools, {});
      const words = new RegExp(
        `^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} \\(Service: CognitoIdentityProvider, Status Code: 400, Request ID: [-0-9a-f]{36}\\) \\(SDK Attempt Count: 1\\)$`,
      );
      const created = await rig.finish('CreateResource', {
        TypeName: clients,
        DesiredState: JSON.stringify({ UserPoolId, ...desired }),
      });
      expect(created).to.include({ OperationStatus: 'FAILED', ErrorCode: 'InvalidRequest' });
      expect(created['StatusMessage']).to.match(words);
      expect(await rig.list(clients, { UserPoolId })).to.deep.equal([]);
      const identifier = await rig.create(clients, { UserPoolId });
      const before = await rig.read(clients, identifier);
      const updated = await rig.finish('UpdateResource', {
        TypeName: clients,
        Identifier: identifier,
        PatchDocument: JSON.stringify(
          Object.entries(desired).map(([name, value]) => ({ op: 'add', path: `/${name}`, value })),
        ),
      });
      expect(updated['StatusMessage']).to.match(words);
      expect(await rig.read(clients, identifier)).to.deep.equal(before);
    });
  }
});
