import { expect } from 'chai';
import { checkServiceRules, serviceRefusal } from '../../../../src/resource-types/rules/check-service-rules.ts';
import type { RuleContext } from '../../../../src/resource-types/rules/service-rule.ts';
import { serviceRules } from '../../../../src/resource-types/rules/service-rules.ts';
import { Secret, Unknown, type ValueMap } from '../../../../src/values/value.ts';

interface Case {
  readonly rule: string;
  readonly refused: ValueMap;
  readonly kept: ValueMap;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly context?: RuleContext;
}

const unknown = new Unknown('later');
const manyUrls = Array.from({ length: 101 }, (_, index) => `https://a/${index}`);
const enumError = (value: string, member: string, allowed: string): string =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed}]`;
const listError = (value: string, member: string, allowed: string): string =>
  `1 validation error detected: Value '[${value}]' at '${member}' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [${allowed}]]`;
const units = 'seconds, minutes, hours, days';
const authFlows =
  'ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH, ALLOW_CUSTOM_AUTH, ' +
  'ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_AUTH';
const range = 'Invalid range for token validity.';
const noSecret = 'Client Secret is required to set EnablePropagateAdditionalUserContextData as true';
const analytics =
  'Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid';
const wholeList = (value: string, member: string, most: number): string =>
  `1 validation error detected: Value '[${value}]' at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;
const itemLength = (value: string, member: string, most: number): string =>
  `1 validation error detected: Value '[${value}]' at '${member}' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to ${most}, Member must have length greater than or equal to 1]`;

const clientCases: readonly Case[] = [
  {
    rule: 'client-name-characters',
    refused: { ClientName: 'a/b' },
    kept: { ClientName: 'my client_1 +=,.@-' },
    message: String.raw`1 validation error detected: Value 'a/b' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+`,
    path: ['ClientName'],
  },
  {
    rule: 'explicit-auth-flow-names',
    refused: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_SRP'] },
    kept: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', unknown] },
    message: listError('ALLOW_USER_AUTH, ALLOW_SRP', 'explicitAuthFlows', authFlows),
    path: ['ExplicitAuthFlows', 1],
  },
  {
    rule: 'allowed-oauth-flow-names',
    refused: { AllowedOAuthFlows: ['token'] },
    kept: { AllowedOAuthFlows: unknown },
    message: listError('token', 'allowedOAuthFlows', 'code, implicit, client_credentials'),
    path: ['AllowedOAuthFlows', 0],
  },
  {
    rule: 'allowed-oauth-flow-count',
    refused: { AllowedOAuthFlows: ['code', 'code', 'code', 'code'], CallbackURLs: ['https://a'] },
    kept: { AllowedOAuthFlows: ['code', 'implicit'], CallbackURLs: ['https://a'] },
    message: wholeList('code, code, code, code', 'allowedOAuthFlows', 3),
    path: ['AllowedOAuthFlows'],
  },
  {
    rule: 'allowed-oauth-scope-count',
    refused: { AllowedOAuthScopes: Array.from({ length: 51 }, () => 'openid') },
    kept: { AllowedOAuthScopes: ['openid'] },
    message: wholeList(Array.from({ length: 51 }, () => 'openid').join(', '), 'allowedOAuthScopes', 50),
    path: ['AllowedOAuthScopes'],
  },
  {
    rule: 'allowed-oauth-scope-lengths',
    refused: { AllowedOAuthScopes: [`a/${'x'.repeat(255)}`] },
    kept: { AllowedOAuthScopes: [`a/${'x'.repeat(254)}`] },
    message: itemLength(`a/${'x'.repeat(255)}`, 'allowedOAuthScopes', 256),
    path: ['AllowedOAuthScopes', 0],
  },
  {
    rule: 'callback-url-count',
    refused: { CallbackURLs: manyUrls },
    kept: { CallbackURLs: manyUrls.slice(1) },
    message: wholeList(manyUrls.join(', '), 'callbackURLs', 100),
    path: ['CallbackURLs'],
  },
  {
    rule: 'callback-url-lengths',
    refused: { CallbackURLs: ['https://a', ''] },
    kept: { CallbackURLs: ['https://a'] },
    message: itemLength('https://a, ', 'callbackURLs', 1024),
    path: ['CallbackURLs', 1],
  },
  {
    rule: 'logout-url-count',
    refused: { LogoutURLs: manyUrls },
    kept: { LogoutURLs: manyUrls.slice(1) },
    message: wholeList(manyUrls.join(', '), 'logoutURLs', 100),
    path: ['LogoutURLs'],
  },
  {
    rule: 'logout-url-lengths',
    refused: { LogoutURLs: [''] },
    kept: { LogoutURLs: [] },
    message: itemLength('', 'logoutURLs', 1024),
    path: ['LogoutURLs', 0],
  },
  {
    rule: 'prevent-user-existence-errors-values',
    refused: { PreventUserExistenceErrors: 'true' },
    kept: { PreventUserExistenceErrors: 'LEGACY' },
    message: enumError('true', 'preventUserExistenceErrors', 'LEGACY, ENABLED'),
    path: ['PreventUserExistenceErrors'],
  },
  ...(['AccessToken', 'IdToken', 'RefreshToken'] as const).map((token): Case => {
    const member = token.charAt(0).toLowerCase() + token.slice(1);
    return {
      rule: `${member}-unit`,
      refused: { TokenValidityUnits: { [token]: 'X' } },
      kept: { TokenValidityUnits: { [token]: 'days' } },
      message: enumError('X', `tokenValidityUnits.${member}`, units),
      path: ['TokenValidityUnits', token],
    };
  }),
  {
    rule: 'auth-flow-names-not-mixed',
    refused: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'USER_PASSWORD_AUTH'] },
    kept: { ExplicitAuthFlows: ['USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'] },
    message: "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    path: ['ExplicitAuthFlows', 1],
  },
  {
    rule: 'token-validity-range',
    refused: { AccessTokenValidity: 25 },
    kept: { AccessTokenValidity: 24, IdTokenValidity: 60, TokenValidityUnits: { IdToken: 'minutes' } },
    message: range,
    path: ['AccessTokenValidity'],
  },
  {
    rule: 'token-validity-range',
    refused: { IdTokenValidity: 4, TokenValidityUnits: { IdToken: 'minutes' } },
    kept: { IdTokenValidity: 4, TokenValidityUnits: { IdToken: unknown } },
    message: range,
    path: ['IdTokenValidity'],
  },
  {
    rule: 'token-validity-range',
    refused: { RefreshTokenValidity: 59, TokenValidityUnits: { RefreshToken: 'minutes' } },
    kept: { RefreshTokenValidity: 60, TokenValidityUnits: { RefreshToken: 'minutes' } },
    message: range,
    path: ['RefreshTokenValidity'],
  },
  {
    rule: 'token-validity-order',
    refused: { AccessTokenValidity: 2, RefreshTokenValidity: 1, TokenValidityUnits: { RefreshToken: 'hours' } },
    kept: { AccessTokenValidity: 24, RefreshTokenValidity: 1 },
    message: 'Access and Id Token expiration times must be less than or equal to refresh token expiration times.',
    path: ['AccessTokenValidity'],
  },
  {
    rule: 'oauth-needs-flows-and-scopes',
    refused: { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthScopes: ['openid'] },
    kept: { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: unknown, AllowedOAuthScopes: ['openid'] },
    message: 'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    path: ['AllowedOAuthFlowsUserPoolClient'],
  },
  {
    rule: 'code-needs-callback',
    refused: { AllowedOAuthFlows: ['code'] },
    kept: { AllowedOAuthFlows: ['code'], CallbackURLs: [unknown] },
    message: 'CallbackUrls can not be empty when code flow or implicit flow is selected',
    path: ['AllowedOAuthFlows', 0],
  },
  {
    rule: 'client-credentials-alone',
    refused: {
      AllowedOAuthFlows: ['code', 'client_credentials'],
      GenerateSecret: true,
      CallbackURLs: ['https://a'],
    },
    kept: { AllowedOAuthFlows: ['client_credentials'], GenerateSecret: true },
    message: 'client_credentials flow can not be selected along with code flow or implicit flow.',
    path: ['AllowedOAuthFlows', 1],
  },
  {
    rule: 'client-credentials-need-secret',
    refused: { AllowedOAuthFlows: ['client_credentials'] },
    kept: { AllowedOAuthFlows: ['client_credentials'], GenerateSecret: unknown },
    message: 'client_credentials flow can not be selected if client does not have a client secret.',
    path: ['AllowedOAuthFlows', 0],
  },
  {
    rule: 'context-data-needs-secret',
    refused: { EnablePropagateAdditionalUserContextData: true, GenerateSecret: false },
    kept: { EnablePropagateAdditionalUserContextData: true, GenerateSecret: true },
    message: noSecret,
    path: ['EnablePropagateAdditionalUserContextData'],
  },
  {
    rule: 'http-only-on-this-machine',
    refused: { LogoutURLs: ['https://a', 'http://localhost.example.com/'] },
    kept: { LogoutURLs: ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:8080/x', 'myapp://out'] },
    message: 'http://localhost.example.com/ cannot use the HTTP protocol.',
    path: ['LogoutURLs', 1],
  },
  {
    rule: 'callback-without-fragment',
    refused: { CallbackURLs: ['https://a/#x'] },
    kept: { CallbackURLs: ['https://a/?x'] },
    message: 'https://a/#x cannot use fragment',
    path: ['CallbackURLs', 0],
  },
  {
    rule: 'default-redirect-is-callback',
    refused: { DefaultRedirectURI: 'https://b', CallbackURLs: ['https://a'] },
    kept: { DefaultRedirectURI: 'https://b', CallbackURLs: ['https://a', unknown] },
    message: 'The default redirect URI https://b is not in the callback URIs list.',
    path: ['DefaultRedirectURI'],
  },
  {
    rule: 'oauth-scopes',
    refused: { AllowedOAuthScopes: ['openid', 'read'] },
    kept: { AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin', 'https://api/read'] },
    message: 'Invalid scope requested: read',
    path: ['AllowedOAuthScopes', 1],
  },
  {
    rule: 'identity-providers-exist',
    refused: { SupportedIdentityProviders: ['COGNITO', 'Google'] },
    kept: { SupportedIdentityProviders: ['COGNITO', 'Facebook'] },
    message: 'The provider Google does not exist for User Pool',
    path: ['SupportedIdentityProviders', 1],
    context: { identityProviders: ['Facebook'] },
  },
  {
    rule: 'read-attributes-exist',
    refused: { ReadAttributes: ['email', 'mail'] },
    kept: { ReadAttributes: ['email', 'custom:tier'] },
    message: 'Invalid read attributes specified while creating a client',
    path: ['ReadAttributes', 1],
  },
  {
    rule: 'read-attributes-exist',
    refused: { ReadAttributes: ['custom:level'] },
    kept: { ReadAttributes: ['custom:tier'] },
    message: 'Invalid read attributes specified while creating a client',
    path: ['ReadAttributes', 0],
    context: { parent: { Schema: [{ Name: 'tier' }] } },
  },
  {
    rule: 'write-attributes-writable',
    refused: { WriteAttributes: ['email_verified'] },
    kept: { WriteAttributes: ['email'] },
    message: 'Invalid write attributes specified while creating a client',
    path: ['WriteAttributes', 0],
  },
  {
    rule: 'analytics-one-form',
    refused: { AnalyticsConfiguration: { ApplicationId: 'a', RoleArn: 'r' } },
    kept: { AnalyticsConfiguration: { ApplicationId: 'a', RoleArn: unknown, ExternalId: 'e' } },
    message: analytics,
    path: ['AnalyticsConfiguration'],
  },
  {
    rule: 'analytics-one-form',
    refused: { AnalyticsConfiguration: { ApplicationArn: 'arn', ApplicationId: 'a' } },
    kept: { AnalyticsConfiguration: { ApplicationArn: 'arn', UserDataShared: true } },
    message: analytics,
    path: ['AnalyticsConfiguration'],
  },
];

const attributes = (amount: number): readonly ValueMap[] =>
  Array.from({ length: amount }, (_, index) => ({ Name: `a${index}`, AttributeDataType: 'String' }));

const poolCases: readonly Case[] = [
  {
    rule: 'pool-name-characters',
    refused: { UserPoolName: 'a|b' },
    kept: { UserPoolName: 'a b' },
    message: String.raw`1 validation error detected: Value 'a|b' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+`,
    path: ['UserPoolName'],
  },
  {
    rule: 'password-length',
    refused: { Policies: { PasswordPolicy: { MinimumLength: 5 } } },
    kept: { Policies: { PasswordPolicy: { MinimumLength: 6 } } },
    message:
      "1 validation error detected: Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6",
    path: ['Policies', 'PasswordPolicy', 'MinimumLength'],
  },
  {
    rule: 'password-history',
    refused: { Policies: { PasswordPolicy: { PasswordHistorySize: 25 } } },
    kept: { Policies: { PasswordPolicy: { PasswordHistorySize: unknown } } },
    message:
      "1 validation error detected: Value '25' at 'policies.passwordPolicy.passwordHistorySize' failed to satisfy constraint: Member must have value less than or equal to 24",
    path: ['Policies', 'PasswordPolicy', 'PasswordHistorySize'],
  },
  {
    rule: 'temporary-password-days',
    refused: { Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 366 } } },
    kept: { Policies: unknown },
    message:
      "1 validation error detected: Value '366' at 'policies.passwordPolicy.temporaryPasswordValidityDays' failed to satisfy constraint: Member must have value less than or equal to 365",
    path: ['Policies', 'PasswordPolicy', 'TemporaryPasswordValidityDays'],
  },
  {
    rule: 'mfa-values',
    refused: { MfaConfiguration: 'on' },
    kept: { MfaConfiguration: 'OFF' },
    message: enumError('on', 'mfaConfiguration', 'OFF, ON, OPTIONAL'),
    path: ['MfaConfiguration'],
  },
  {
    rule: 'deletion-protection-values',
    refused: { DeletionProtection: 'true' },
    kept: { DeletionProtection: 'ACTIVE' },
    message: enumError('true', 'deletionProtection', 'ACTIVE, INACTIVE'),
    path: ['DeletionProtection'],
  },
  {
    rule: 'email-sender-values',
    refused: { EmailConfiguration: { EmailSendingAccount: 'SES' } },
    kept: { EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } },
    message: enumError('SES', 'emailConfiguration.emailSendingAccount', 'COGNITO_DEFAULT, DEVELOPER'),
    path: ['EmailConfiguration', 'EmailSendingAccount'],
  },
  {
    rule: 'email-option-values',
    refused: { VerificationMessageTemplate: { DefaultEmailOption: 'LINK' } },
    kept: { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } },
    message: enumError(
      'LINK',
      'verificationMessageTemplate.defaultEmailOption',
      'CONFIRM_WITH_LINK, CONFIRM_WITH_CODE',
    ),
    path: ['VerificationMessageTemplate', 'DefaultEmailOption'],
  },
  {
    rule: 'alias-attribute-names',
    refused: { AliasAttributes: ['name'] },
    kept: { AliasAttributes: ['preferred_username'] },
    message: listError('name', 'aliasAttributes', 'phone_number, email, preferred_username'),
    path: ['AliasAttributes', 0],
  },
  {
    rule: 'username-attribute-names',
    refused: { UsernameAttributes: ['name'] },
    kept: { UsernameAttributes: ['email'] },
    message: listError('name', 'usernameAttributes', 'phone_number, email'),
    path: ['UsernameAttributes', 0],
  },
  {
    rule: 'verified-attribute-names',
    refused: { AutoVerifiedAttributes: ['name'] },
    kept: { AutoVerifiedAttributes: ['email'] },
    message: listError('name', 'autoVerifiedAttributes', 'phone_number, email'),
    path: ['AutoVerifiedAttributes', 0],
  },
  {
    rule: 'alias-or-username',
    refused: { AliasAttributes: ['email'], UsernameAttributes: ['email'] },
    kept: { AliasAttributes: ['email'], UsernameAttributes: [] },
    message: 'Only one of the aliasAttributes or usernameAttributes can be set in a User pool.',
    path: ['AliasAttributes'],
  },
  {
    rule: 'phone-verification-needs-sms',
    refused: { AutoVerifiedAttributes: ['phone_number'] },
    kept: { AutoVerifiedAttributes: ['phone_number'], SmsConfiguration: unknown },
    message: 'SMS configuration is required when phone_number is selected for auto verification',
    path: ['AutoVerifiedAttributes', 0],
  },
  {
    rule: 'mfa-needs-factor',
    refused: { MfaConfiguration: 'OPTIONAL' },
    kept: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    message: 'SMS configuration and Auto verification for phone_number are required when MFA is required/optional',
    path: ['MfaConfiguration'],
  },
  {
    rule: 'password-is-first-factor',
    refused: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['EMAIL_OTP'] } } },
    kept: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['EMAIL_OTP', 'PASSWORD'] } } },
    message: 'Password should be configured as one of the allowed first auth factors.',
    path: ['Policies', 'SignInPolicy', 'AllowedFirstAuthFactors'],
  },
  {
    rule: 'developer-email-needs-source',
    refused: { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } },
    kept: { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', SourceArn: unknown } },
    message: 'Source ARN is required to use DEVELOPER email sending owner',
    path: ['EmailConfiguration', 'EmailSendingAccount'],
  },
  {
    rule: 'custom-attribute-count',
    refused: { Schema: attributes(51) },
    kept: { Schema: attributes(50) },
    message: wholeList(Array.from({ length: 51 }, (_, index) => `a${index}`).join(', '), 'schema', 50),
    path: ['Schema'],
  },
  {
    rule: 'custom-attribute-name-length',
    refused: { Schema: [{ Name: 'email' }, { Name: 'x'.repeat(21) }] },
    kept: { Schema: [{ Name: `custom:${'x'.repeat(20)}` }, { Name: 'phone_number_verified' }] },
    message: `1 validation error detected: Value '${'x'.repeat(21)}' at 'schema.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20`,
    path: ['Schema', 1, 'Name'],
  },
  {
    rule: 'custom-attributes-optional',
    refused: { Schema: [{ Name: 'tier', Required: true }] },
    kept: { Schema: [{ Name: 'email', Required: true }] },
    message: 'Required custom attributes are not supported currently.',
    path: ['Schema', 0, 'Required'],
  },
  {
    rule: 'custom-attributes-distinct',
    refused: { Schema: [{ Name: 'tier' }, { Name: 'tier' }] },
    kept: { Schema: [{ Name: 'tier' }, { Name: unknown }] },
    message: 'Duplicate custom attribute names custom:tier are not allowed in a user pool schema.',
    path: ['Schema', 1, 'Name'],
  },
  {
    rule: 'custom-attributes-stay',
    refused: { Schema: [{ Name: 'level', AttributeDataType: 'String' }] },
    kept: { Schema: [{ Name: 'tier', StringAttributeConstraints: { MaxLength: '9' } }, { Name: 'level' }] },
    message: 'Existing schema attributes cannot be modified or deleted.',
    path: ['Schema'],
    context: {
      previous: {
        Schema: [
          { Name: 'custom:tier', Mutable: true, StringAttributeConstraints: { MinLength: '0', MaxLength: '9' } },
        ],
      },
    },
  },
  {
    rule: 'custom-attributes-stay',
    refused: { Schema: [{ Name: 'tier', Mutable: false }] },
    kept: { Schema: [{ Name: 'tier', Mutable: true }] },
    message: 'Existing schema attributes cannot be modified or deleted.',
    path: ['Schema'],
    context: { previous: { Schema: [{ Name: 'custom:tier', Mutable: true }] } },
  },
];

for (const [typeName, cases] of [
  ['AWS::Cognito::UserPoolClient', clientCases],
  ['AWS::Cognito::UserPool', poolCases],
] as const) {
  describe(`the service rules of ${typeName}`, () => {
    for (const { rule, refused, kept, message, path, context } of cases) {
      it(`${rule}: refuses ${Object.keys(refused).join(', ')} in the service’s words`, () => {
        const found = serviceRules.find((candidate) => candidate.typeName === typeName && candidate.name === rule);
        expect(found?.check(refused, context ?? {})).to.deep.equal({ path, message });
        expect(serviceRefusal(typeName, refused, context)).to.deep.equal({ path, message });
        expect(serviceRefusal(typeName, kept, context)).to.equal(undefined);
      });
    }

    it('has a case for every rule', () => {
      const names = serviceRules.filter((rule) => rule.typeName === typeName).map((rule) => rule.name);
      expect([...new Set(cases.map(({ rule }) => rule))].sort()).to.deep.equal([...names].sort());
      expect(new Set(names).size).to.equal(names.length);
    });

    it('accepts an empty model and one of which nothing is known', () => {
      const properties = new Set(cases.flatMap(({ refused }) => Object.keys(refused)));
      const model = Object.fromEntries([...properties].map((property) => [property, unknown]));
      for (const context of [{}, { previous: model, parent: model, identityProviders: [] }]) {
        expect(checkServiceRules(typeName, {}, context)).to.deep.equal([]);
        expect(checkServiceRules(typeName, model, context)).to.deep.equal([]);
      }
    });
  });
}

describe('checkServiceRules', () => {
  it('accepts a client with every standard attribute', () => {
    const written = ['address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name'];
    const more = [
      'name',
      'nickname',
      'phone_number',
      'picture',
      'preferred_username',
      'profile',
      'updated_at',
      'website',
    ];
    expect(
      checkServiceRules('AWS::Cognito::UserPoolClient', {
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
        AccessTokenValidity: 60,
        IdTokenValidity: 60,
        RefreshTokenValidity: 30,
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
        ReadAttributes: [...written, ...more, 'zoneinfo', 'email_verified', 'phone_number_verified'],
        WriteAttributes: [...written, ...more, 'zoneinfo'],
      }),
    ).to.deep.equal([]);
  });

  it('tells every refusal, without the service’s full stop', () => {
    expect(
      checkServiceRules('AWS::Cognito::UserPoolClient', { AccessTokenValidity: 25, CallbackURLs: ['https://a#'] }),
    ).to.deep.equal([
      {
        path: ['AccessTokenValidity'],
        code: 'resource/service-rule',
        message: 'the service refuses this: Invalid range for token validity',
      },
      {
        path: ['CallbackURLs', 0],
        code: 'resource/service-rule',
        message: 'the service refuses this: https://a# cannot use fragment',
      },
    ]);
  });

  it('masks secrets', () => {
    const told = checkServiceRules('AWS::Cognito::UserPoolClient', {
      ClientName: new Secret('hunter2/'),
      CallbackURLs: ['https://a', new Secret('https://hunter2#')],
      LogoutURLs: new Secret(['http://hunter2']),
      AllowedOAuthScopes: [new Secret('hunter2')],
      ExplicitAuthFlows: new Secret(['hunter2']),
      TokenValidityUnits: new Secret({ AccessToken: 'hunter2' }),
      DefaultRedirectURI: new Secret('hunter2'),
    });
    expect(told).to.have.length(7);
    expect(JSON.stringify(told)).to.not.include('hunter2');
  });

  it('knows no rules of other types', () => {
    expect(checkServiceRules('AWS::S3::Bucket', { BucketName: 'X' })).to.deep.equal([]);
  });
});
