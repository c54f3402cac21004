import { matchesPattern, textLength, type ConstrainedPlace } from '../constraint.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi, cognitoGuide } from '../sources.ts';

const typeName = 'AWS::Cognito::UserPool';

function place(name: string, path: readonly string[], member: string): ConstrainedPlace {
  return { typeName, name, path, member, source: cognitoApi };
}

function template(name: string, property: string): ConstrainedPlace {
  const member = property.charAt(0).toLowerCase() + property.slice(1);
  return place(name, ['VerificationMessageTemplate', property], `verificationMessageTemplate.${member}`);
}

const letters = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`;
const code = String.raw`${letters}\{####\}${letters}`;
const link = String.raw`${letters}\{##${letters}##\}${letters}`;
const sms = String.raw`.*\{####\}.*`;
// Whether a line break or a joined emoji is refused has not been recorded: only the placeholder is looked for.
const holdsCode = String.raw`[^]*\{####\}[^]*`;
const holdsLink = String.raw`[^]*\{##[^]*##\}[^]*`;

/** Messages with a code or a link need its placeholder. */
export const messagePlaceholders: readonly ServiceRule[] = [
  matchesPattern(
    place('email-verification-placeholder', ['EmailVerificationMessage'], 'emailVerificationMessage'),
    code,
    holdsCode,
  ),
  matchesPattern(template('email-code-placeholder', 'EmailMessage'), code, holdsCode),
  matchesPattern(template('email-link-placeholder', 'EmailMessageByLink'), link, holdsLink),
  matchesPattern(
    place('sms-verification-placeholder', ['SmsVerificationMessage'], 'smsVerificationMessage'),
    sms,
    holdsCode,
  ),
  matchesPattern(template('sms-code-placeholder', 'SmsMessage'), sms, holdsCode),
  matchesPattern(
    place('sms-authentication-placeholder', ['SmsAuthenticationMessage'], 'smsAuthenticationMessage'),
    sms,
    holdsCode,
  ),
  matchesPattern(
    place('email-authentication-placeholder', ['EmailAuthenticationMessage'], 'emailMfaConfiguration.message'),
    code,
    holdsCode,
  ),
  textLength(template('email-code-length', 'EmailMessage'), 6, 20_000),
  textLength(template('email-link-length', 'EmailMessageByLink'), 6, 20_000),
  textLength(template('sms-code-length', 'SmsMessage'), 6, 140),
  textLength(template('email-subject-length', 'EmailSubject'), 1, 140),
  textLength(template('email-link-subject-length', 'EmailSubjectByLink'), 1, 140),
  textLength(invitation('invitation-sms-length', 'SMSMessage'), 6, 140),
  textLength(invitation('invitation-email-length', 'EmailMessage'), 6, 20_000),
  textLength(invitation('invitation-subject-length', 'EmailSubject'), 1, 140),
];

function invitation(name: string, property: string): ConstrainedPlace {
  const member = property === 'SMSMessage' ? 'sMSMessage' : property.charAt(0).toLowerCase() + property.slice(1);
  const path = ['AdminCreateUserConfig', 'InviteMessageTemplate', property];
  return place(name, path, `adminCreateUserConfig.inviteMessageTemplate.${member}`);
}

const rule = rulesFor(typeName, cognitoGuide);

/**
 * Invitations should name the user and the code. The guide and refused deployments ask for both; the model of the API does not, and
 * invitations without them have been accepted.
 */
export const invitationPlaceholders: readonly ServiceRule[] = [
  ['invitation-email-placeholders', 'EmailMessage'] as const,
  ['invitation-sms-placeholders', 'SMSMessage'] as const,
].map(([name, property]) =>
  rule(
    name,
    (model) => {
      const path = ['AdminCreateUserConfig', 'InviteMessageTemplate', property];
      const message = textAt(model, ...path);
      const lacking = ['{username}', '{####}'].filter((placeholder) => message?.text.includes(placeholder) === false);
      return lacking.length === 0
        ? undefined
        : { path, message: `an invitation must contain ${lacking.join(' and ')}` };
    },
    { severity: 'warning', words: 'ours' },
  ),
);
