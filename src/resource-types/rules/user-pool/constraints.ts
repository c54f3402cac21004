import { itemsOneOf, matchesPattern, numberBetween, oneOfValues, type ConstrainedPlace } from '../constraint.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi } from '../sources.ts';

function place(name: string, path: readonly string[], member: string): ConstrainedPlace {
  return { typeName: 'AWS::Cognito::UserPool', name, path, member, source: cognitoApi };
}

function passwordPolicy(name: string, property: string, member: string): ConstrainedPlace {
  return place(name, ['Policies', 'PasswordPolicy', property], `policies.passwordPolicy.${member}`);
}

/** What the request model of the service's own API refuses. */
export const poolConstraints: readonly ServiceRule[] = [
  matchesPattern(place('pool-name-characters', ['UserPoolName'], 'poolName'), '[\\w\\s+=,.@-]+'),
  numberBetween(passwordPolicy('password-length', 'MinimumLength', 'minimumLength'), 6, 99),
  numberBetween(passwordPolicy('password-history', 'PasswordHistorySize', 'passwordHistorySize'), 0, 24),
  numberBetween(
    passwordPolicy('temporary-password-days', 'TemporaryPasswordValidityDays', 'temporaryPasswordValidityDays'),
    0,
    365,
  ),
  numberBetween(
    place(
      'unused-account-days',
      ['AdminCreateUserConfig', 'UnusedAccountValidityDays'],
      'adminCreateUserConfig.unusedAccountValidityDays',
    ),
    0,
    365,
  ),
  itemsOneOf(
    place(
      'attributes-verified-names',
      ['UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'],
      'userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdate',
    ),
    ['phone_number', 'email'],
  ),
  oneOfValues(place('mfa-values', ['MfaConfiguration'], 'mfaConfiguration'), ['OFF', 'ON', 'OPTIONAL']),
  oneOfValues(place('deletion-protection-values', ['DeletionProtection'], 'deletionProtection'), [
    'ACTIVE',
    'INACTIVE',
  ]),
  oneOfValues(
    place(
      'email-sender-values',
      ['EmailConfiguration', 'EmailSendingAccount'],
      'emailConfiguration.emailSendingAccount',
    ),
    ['COGNITO_DEFAULT', 'DEVELOPER'],
  ),
  oneOfValues(
    place(
      'email-option-values',
      ['VerificationMessageTemplate', 'DefaultEmailOption'],
      'verificationMessageTemplate.defaultEmailOption',
    ),
    ['CONFIRM_WITH_LINK', 'CONFIRM_WITH_CODE'],
  ),
  itemsOneOf(place('alias-attribute-names', ['AliasAttributes'], 'aliasAttributes'), [
    'phone_number',
    'email',
    'preferred_username',
  ]),
  itemsOneOf(place('username-attribute-names', ['UsernameAttributes'], 'usernameAttributes'), [
    'phone_number',
    'email',
  ]),
  itemsOneOf(place('verified-attribute-names', ['AutoVerifiedAttributes'], 'autoVerifiedAttributes'), [
    'phone_number',
    'email',
  ]),
];
