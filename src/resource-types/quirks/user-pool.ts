import type { Quirks } from './quirks.ts';

const passwordPolicy = { MinimumLength: 8, TemporaryPasswordValidityDays: 7 };

/** When nothing is said of passwords, every class of characters is required; when anything is said, none that is not named. */
const policies = {
  PasswordPolicy: {
    ...passwordPolicy,
    RequireLowercase: true,
    RequireNumbers: true,
    RequireSymbols: true,
    RequireUppercase: true,
  },
  SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
};

const accountRecovery = {
  RecoveryMechanisms: [
    { Name: 'verified_email', Priority: 1 },
    { Name: 'verified_phone_number', Priority: 2 },
  ],
};

export const userPoolQuirks: Quirks = {
  typeName: 'AWS::Cognito::UserPool',
  unordered: [
    ['EnabledMfas'],
    ['AliasAttributes'],
    ['UsernameAttributes'],
    ['AutoVerifiedAttributes'],
    ['Policies', 'SignInPolicy', 'AllowedFirstAuthFactors'],
    ['UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'],
    // Each mechanism carries its own priority, each attribute its own name.
    ['AccountRecoverySetting', 'RecoveryMechanisms'],
    ['Schema'],
  ],
  secret: [],
  ignoredRemovals: {
    AccountRecoverySetting: accountRecovery,
    DeletionProtection: 'INACTIVE',
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
    IssuerConfiguration: { Type: 'ORIGINAL' },
    KeyConfiguration: { KeyType: 'AWS_OWNED_KEY' },
    MfaConfiguration: 'OFF',
    Policies: policies,
    UserPoolTier: 'ESSENTIALS',
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
    WebAuthnFactorConfiguration: 'SINGLE_FACTOR',
  },
  parents: {},
};
