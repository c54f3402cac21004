import { isAbsent, rulesFor, textAt } from '../define-rule.ts';
import { itemsAt } from '../reading-model.ts';
import { deployments } from '../sources.ts';

const rule = rulesFor('AWS::Cognito::UserPool', deployments);

/**
 * The service's API refuses the two together, and deployments are said to fail with them; whether each handler asks that API while
 * MFA is off has not been recorded. The list is write-only, so an update says it only where it changes it.
 */
export const mfaOffWithoutFactors = rule(
  'mfa-off-without-factors',
  (model, { previous }) => {
    if (previous !== undefined || textAt(model, 'MfaConfiguration')?.text !== 'OFF') return undefined;
    if ((itemsAt(model, 'EnabledMfas').length ?? 0) === 0) return undefined;
    return {
      path: ['EnabledMfas'],
      message: "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    };
  },
  { severity: 'warning' },
);

export const emailFactorNeedsDeveloper = rule('email-factor-needs-developer', (model, { previous }) => {
  const factor = itemsAt(model, 'EnabledMfas').items.find(({ text }) => text === 'EMAIL_OTP');
  if (previous !== undefined || factor === undefined) return undefined;
  const sender = textAt(model, 'EmailConfiguration', 'EmailSendingAccount');
  if (sender?.text === 'DEVELOPER') return undefined;
  if (sender === undefined && !isAbsent(model, 'EmailConfiguration', 'EmailSendingAccount')) return undefined;
  return {
    path: ['EnabledMfas', factor.index],
    message:
      'Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.',
  };
});

/** A relying party is a bare domain name: no scheme, port or path. */
export const relyingPartyIsDomain = rule(
  'relying-party-is-domain',
  (model) => {
    const party = textAt(model, 'WebAuthnRelyingPartyID');
    if (party === undefined || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(party.text)) return undefined;
    return {
      path: ['WebAuthnRelyingPartyID'],
      message: `the relying party ID must be a domain name without scheme, port and path, not ${party.shown}`,
    };
  },
  { words: 'ours' },
);

export const passwordlessNeedsTier = rule('passwordless-needs-tier', (model) => {
  const path = ['Policies', 'SignInPolicy', 'AllowedFirstAuthFactors'];
  const factor = itemsAt(model, ...path).items.find(({ text }) => ['WEB_AUTHN', 'EMAIL_OTP', 'SMS_OTP'].includes(text));
  if (factor === undefined || textAt(model, 'UserPoolTier')?.text !== 'LITE') return undefined;
  return {
    path: [...path, factor.index],
    message: 'The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In',
  };
});
