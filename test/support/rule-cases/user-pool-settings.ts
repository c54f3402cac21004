import { broken, neighbours, oneOf, pattern, type RuleCase } from './rule-case.ts';

const recovery = (...mechanisms: readonly (readonly [string, number])[]): RuleCase['refused'] => ({
  AccountRecoverySetting: { RecoveryMechanisms: mechanisms.map(([Name, Priority]) => ({ Name, Priority })) },
});
const mechanisms = ['AccountRecoverySetting', 'RecoveryMechanisms'];
const email = (settings: RuleCase['refused']): RuleCase['refused'] => ({ EmailConfiguration: settings });
const lambda = (settings: RuleCase['refused']): RuleCase['refused'] => ({ LambdaConfig: settings });
const inIreland = { region: 'eu-west-1' };
const home = { accountId: '111122223333' };
const functionIn = (region: string): string => `arn:aws:lambda:${region}:111122223333:function:hook`;
const sesIn = (region: string): string => `arn:aws:ses:${region}:111122223333:identity/a@example.com`;
const lite = (feature: string): string =>
  `The following features need to be disabled for the LITE pricing tier configured: ${feature}`;

export const settingCases: readonly RuleCase[] = [
  {
    rule: 'unused-account-days',
    refused: { AdminCreateUserConfig: { UnusedAccountValidityDays: 366 } },
    kept: { AdminCreateUserConfig: { UnusedAccountValidityDays: 365 } },
    message: broken(
      '366',
      'adminCreateUserConfig.unusedAccountValidityDays',
      'Member must have value less than or equal to 365',
    ),
    path: ['AdminCreateUserConfig', 'UnusedAccountValidityDays'],
  },
  {
    rule: 'attributes-verified-names',
    refused: {
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email', 'name'] },
    },
    kept: {
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    },
    message: broken(
      '[email, name]',
      'userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdate',
      `Member must satisfy constraint: [${oneOf('phone_number', 'email')}]`,
    ),
    path: ['UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate', 1],
  },
  {
    rule: 'attributes-verified-before-update',
    refused: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
    kept: {
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    },
    message: 'All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes',
    path: ['UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate', 0],
  },
  {
    rule: 'one-temporary-validity',
    refused: {
      AdminCreateUserConfig: { UnusedAccountValidityDays: 7 },
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 7 } },
    },
    kept: { Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 7 } } },
    message: 'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    path: ['AdminCreateUserConfig', 'UnusedAccountValidityDays'],
  },
  {
    rule: 'recovery-mechanism-count',
    refused: recovery(['verified_email', 1], ['verified_phone_number', 2], ['verified_sms', 3]),
    kept: recovery(['verified_email', 1], ['verified_phone_number', 2]),
    message: broken(
      '[]',
      'accountRecoverySetting.recoveryMechanisms',
      'Member must have length less than or equal to 2',
    ),
    path: mechanisms,
  },
  {
    rule: 'recovery-mechanism-names',
    refused: recovery(['email', 1]),
    kept: recovery(['admin_only', 1]),
    message: broken(
      'email',
      'accountRecoverySetting.recoveryMechanisms.1.member.name',
      oneOf('verified_email', 'verified_phone_number', 'admin_only'),
    ),
    path: [...mechanisms, 0, 'Name'],
  },
  {
    rule: 'recovery-admin-alone',
    refused: recovery(['verified_email', 1], ['admin_only', 2]),
    kept: recovery(['admin_only', 1]),
    message: 'Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.',
    path: [...mechanisms, 1, 'Name'],
  },
  {
    rule: 'recovery-distinct',
    refused: recovery(['verified_email', 1], ['verified_phone_number', 1]),
    kept: recovery(['verified_email', 2], ['verified_phone_number', 1]),
    message: 'Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.',
    path: [...mechanisms, 1],
  },
  {
    rule: 'reply-address',
    refused: email({ ReplyToEmailAddress: 'nobody' }),
    kept: email({ ReplyToEmailAddress: 'nobody@example.com' }),
    message: broken(
      'nobody',
      'emailConfiguration.replyToEmailAddress',
      pattern(String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+`),
    ),
    path: ['EmailConfiguration', 'ReplyToEmailAddress'],
  },
  {
    rule: 'from-address',
    refused: email({ From: 'Shop' }),
    kept: email({ From: 'Shop <shop@example.com>' }),
    message: 'Provided From email address is invalid',
    path: ['EmailConfiguration', 'From'],
  },
  {
    rule: 'default-email-without-source',
    refused: email({ EmailSendingAccount: 'COGNITO_DEFAULT', SourceArn: sesIn('us-east-1') }),
    kept: email({ EmailSendingAccount: 'DEVELOPER', SourceArn: sesIn('us-east-1') }),
    message: 'Cognito is not allowed to use your email identity',
    path: ['EmailConfiguration', 'SourceArn'],
  },
  {
    rule: 'email-source-region',
    refused: email({ EmailSendingAccount: 'DEVELOPER', SourceArn: sesIn('eu-central-1') }),
    kept: email({ EmailSendingAccount: 'DEVELOPER', SourceArn: sesIn('us-west-2') }),
    message: 'Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.',
    path: ['EmailConfiguration', 'SourceArn'],
  },
  {
    rule: 'sms-region',
    refused: { SmsConfiguration: { SnsRegion: 'us-east-1' } },
    kept: { SmsConfiguration: { SnsRegion: 'eu-west-1' } },
    message: 'Invalid snsRegion. Allowed SNS region for eu-west-1 is eu-west-1',
    path: ['SmsConfiguration', 'SnsRegion'],
    context: inIreland,
  },
  {
    rule: 'sms-role-account',
    refused: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::999999999999:role/sms' } },
    kept: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::111122223333:role/sms' } },
    message: 'Cross-account pass role is not allowed.',
    path: ['SmsConfiguration', 'SnsCallerArn'],
    context: home,
  },
  {
    rule: 'mfa-off-without-factors',
    refused: { MfaConfiguration: 'OFF', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    kept: { MfaConfiguration: 'OFF', EnabledMfas: [] },
    message: "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    path: ['EnabledMfas'],
  },
  {
    rule: 'email-factor-needs-developer',
    refused: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['EMAIL_OTP'] },
    kept: {
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['EMAIL_OTP'],
      EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', SourceArn: sesIn('us-west-2') },
    },
    message:
      'Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.',
    path: ['EnabledMfas', 0],
  },
  {
    rule: 'relying-party-is-domain',
    refused: { WebAuthnRelyingPartyID: 'https://example.com' },
    kept: { WebAuthnRelyingPartyID: 'login.example.com' },
    message: 'the relying party ID must be a domain name without scheme, port and path, not https://example.com',
    path: ['WebAuthnRelyingPartyID'],
  },
  {
    rule: 'passwordless-needs-tier',
    refused: {
      UserPoolTier: 'LITE',
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
    },
    kept: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    message: lite('Passwordless Sign-In'),
    path: ['Policies', 'SignInPolicy', 'AllowedFirstAuthFactors', 1],
  },
  {
    rule: 'custom-email-sender-version',
    refused: lambda({
      KMSKeyID: 'k',
      CustomEmailSender: { LambdaVersion: 'V2_0', LambdaArn: functionIn('eu-west-1') },
    }),
    kept: lambda({ KMSKeyID: 'k', CustomEmailSender: { LambdaVersion: 'V1_0', LambdaArn: functionIn('eu-west-1') } }),
    message: broken('V2_0', 'lambdaConfig.customEmailSender.lambdaVersion', oneOf('V1_0')),
    path: ['LambdaConfig', 'CustomEmailSender', 'LambdaVersion'],
  },
  {
    rule: 'custom-sms-sender-version',
    refused: lambda({ KMSKeyID: 'k', CustomSMSSender: { LambdaVersion: '1' } }),
    kept: lambda({ KMSKeyID: 'k', CustomSMSSender: { LambdaVersion: 'V1_0' } }),
    message: broken('1', 'lambdaConfig.customSMSSender.lambdaVersion', oneOf('V1_0')),
    path: ['LambdaConfig', 'CustomSMSSender', 'LambdaVersion'],
  },
  {
    rule: 'pre-token-generation-config-version',
    refused: lambda({ PreTokenGenerationConfig: { LambdaVersion: 'V4_0' } }),
    kept: lambda({ PreTokenGenerationConfig: { LambdaVersion: 'V3_0' } }),
    message: broken('V4_0', 'lambdaConfig.preTokenGenerationConfig.lambdaVersion', oneOf('V1_0', 'V2_0', 'V3_0')),
    path: ['LambdaConfig', 'PreTokenGenerationConfig', 'LambdaVersion'],
  },
  {
    rule: 'custom-sender-needs-key',
    refused: lambda({ CustomSMSSender: { LambdaVersion: 'V1_0' } }),
    kept: lambda({ CustomSMSSender: { LambdaVersion: 'V1_0' }, KMSKeyID: 'k' }),
    message: 'KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.',
    path: ['LambdaConfig', 'CustomSMSSender'],
  },
  {
    rule: 'sender-key-region',
    refused: lambda({ KMSKeyID: 'arn:aws:kms:us-east-1:111122223333:key/k' }),
    kept: lambda({ KMSKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/k' }),
    message: 'Invalid arn us-east-1',
    path: ['LambdaConfig', 'KMSKeyID'],
    context: inIreland,
  },
  {
    rule: 'trigger-region',
    refused: lambda({
      PreSignUp: functionIn('eu-west-1'),
      PreTokenGenerationConfig: { LambdaArn: functionIn('us-east-1') },
    }),
    kept: lambda({ PreSignUp: 'arn:aws:lambda:eu-west-1:999999999999:function:hook' }),
    message: 'Cross-region lambda functions are not supported',
    path: ['LambdaConfig', 'PreTokenGenerationConfig', 'LambdaArn'],
    context: inIreland,
  },
  {
    rule: 'pre-token-one-function',
    refused: lambda({ PreTokenGeneration: 'a', PreTokenGenerationConfig: { LambdaArn: 'b' } }),
    kept: lambda({ PreTokenGeneration: 'a', PreTokenGenerationConfig: { LambdaArn: 'a' } }),
    message: "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    path: ['LambdaConfig', 'PreTokenGenerationConfig', 'LambdaArn'],
  },
  {
    rule: 'pre-token-version-needs-tier',
    refused: { UserPoolTier: 'LITE', LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } } },
    kept: { UserPoolTier: 'LITE', LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V1_0' } } },
    message: lite('Token Customization with Pre-Token Generation Lambda V2_0'),
    path: ['LambdaConfig', 'PreTokenGenerationConfig', 'LambdaVersion'],
  },
  {
    rule: 'attribute-lengths',
    refused: { Schema: [{ Name: 'tier', StringAttributeConstraints: { MinLength: '9', MaxLength: '3' } }] },
    kept: { Schema: [{ Name: 'tier', StringAttributeConstraints: { MinLength: '9', MaxLength: '10' } }] },
    message: "Attribute custom:tier cannot have a max length shorter than it's min length",
    path: ['Schema', 0, 'StringAttributeConstraints', 'MaxLength'],
  },
  {
    rule: 'attribute-values',
    refused: { Schema: [{ Name: 'age', NumberAttributeConstraints: { MinValue: '20', MaxValue: '3' } }] },
    kept: { Schema: [{ Name: 'age', NumberAttributeConstraints: { MinValue: '-1', MaxValue: '3' } }] },
    message: "Attribute custom:age cannot have a max value smaller than it's min value",
    path: ['Schema', 0, 'NumberAttributeConstraints', 'MaxValue'],
  },
  {
    rule: 'standard-attributes-keep-type',
    refused: { Schema: [{ Name: 'email', AttributeDataType: 'Number' }] },
    kept: { Schema: [{ Name: 'email', AttributeDataType: 'String', Required: true, Mutable: true }] },
    message: 'You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email',
    path: ['Schema', 0, 'AttributeDataType'],
  },
  {
    rule: 'protected-pool-stays',
    refused: { DeletionProtection: 'ACTIVE' },
    kept: { DeletionProtection: 'INACTIVE' },
    message:
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    path: ['DeletionProtection'],
  },
  {
    rule: 'pool-with-domain-stays',
    refused: { UserPoolId: 'eu-west-1_a' },
    kept: {},
    message: 'User pool cannot be deleted. It has a domain configured that should be deleted first.',
    path: ['UserPoolId'],
    context: neighbours({ isThere: true }),
  },
];
