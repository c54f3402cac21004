import { unknown, enumError, listError, wholeList, type RuleCase } from './rule-case.ts';

const attributes = (amount: number): readonly RuleCase['refused'][] =>
  Array.from({ length: amount }, (_, index) => ({ Name: `a${index}`, AttributeDataType: 'String' }));

export const poolCases: readonly RuleCase[] = [
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
