import { broken, pattern, tooLong, tooShort, type RuleCase } from './rule-case.ts';

const letters = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`;
const code = pattern(String.raw`${letters}\{####\}${letters}`);
const link = pattern(String.raw`${letters}\{##${letters}##\}${letters}`);
const sms = pattern(String.raw`.*\{####\}.*`);

const template = (property: string, text: string): RuleCase['refused'] => ({
  VerificationMessageTemplate: { [property]: text },
});
const invitation = (property: string, text: string): RuleCase['refused'] => ({
  AdminCreateUserConfig: { InviteMessageTemplate: { [property]: text } },
});
const invitationPath = (property: string): RuleCase['path'] => [
  'AdminCreateUserConfig',
  'InviteMessageTemplate',
  property,
];

export const messageCases: readonly RuleCase[] = [
  {
    rule: 'email-verification-placeholder',
    refused: { EmailVerificationMessage: 'Your code is ' },
    kept: { EmailVerificationMessage: 'Your code\nis {####} 👩‍🚀' },
    message: broken('Your code is ', 'emailVerificationMessage', code),
    path: ['EmailVerificationMessage'],
  },
  {
    rule: 'email-code-placeholder',
    refused: template('EmailMessage', '<b>{###}</b>'),
    kept: template('EmailMessage', '<b>{####}</b>'),
    message: broken('<b>{###}</b>', 'verificationMessageTemplate.emailMessage', code),
    path: ['VerificationMessageTemplate', 'EmailMessage'],
  },
  {
    rule: 'email-link-placeholder',
    refused: template('EmailMessageByLink', 'Click here'),
    kept: template('EmailMessageByLink', 'Click {##here##}'),
    message: broken('Click here', 'verificationMessageTemplate.emailMessageByLink', link),
    path: ['VerificationMessageTemplate', 'EmailMessageByLink'],
  },
  {
    rule: 'sms-verification-placeholder',
    refused: { SmsVerificationMessage: 'Your code' },
    kept: { SmsVerificationMessage: 'Your code:\n{####}' },
    message: broken('Your code', 'smsVerificationMessage', sms),
    path: ['SmsVerificationMessage'],
  },
  {
    rule: 'sms-code-placeholder',
    refused: template('SmsMessage', 'Code: ####'),
    kept: template('SmsMessage', 'Code: {####}'),
    message: broken('Code: ####', 'verificationMessageTemplate.smsMessage', sms),
    path: ['VerificationMessageTemplate', 'SmsMessage'],
  },
  {
    rule: 'sms-authentication-placeholder',
    refused: { SmsAuthenticationMessage: 'Your code' },
    kept: { SmsAuthenticationMessage: '{####}' },
    message: broken('Your code', 'smsAuthenticationMessage', sms),
    path: ['SmsAuthenticationMessage'],
  },
  {
    rule: 'email-authentication-placeholder',
    refused: { EmailAuthenticationMessage: 'Your code' },
    kept: { EmailAuthenticationMessage: 'Your code {####}' },
    message: broken('Your code', 'emailMfaConfiguration.message', code),
    path: ['EmailAuthenticationMessage'],
  },
  {
    rule: 'email-code-length',
    refused: template('EmailMessage', `{####}${'x'.repeat(20_000)}`),
    kept: template('EmailMessage', '{####}'),
    message: broken(`{####}${'x'.repeat(20_000)}`, 'verificationMessageTemplate.emailMessage', tooLong(20_000)),
    path: ['VerificationMessageTemplate', 'EmailMessage'],
  },
  {
    rule: 'email-link-length',
    refused: template('EmailMessageByLink', `{####}${'x'.repeat(20_000)}##}`),
    kept: template('EmailMessageByLink', '{####}##}'),
    message: broken(
      `{####}${'x'.repeat(20_000)}##}`,
      'verificationMessageTemplate.emailMessageByLink',
      tooLong(20_000),
    ),
    path: ['VerificationMessageTemplate', 'EmailMessageByLink'],
  },
  {
    rule: 'sms-code-length',
    refused: template('SmsMessage', `{####}${'x'.repeat(135)}`),
    kept: template('SmsMessage', `{####}${'x'.repeat(134)}`),
    message: broken(`{####}${'x'.repeat(135)}`, 'verificationMessageTemplate.smsMessage', tooLong(140)),
    path: ['VerificationMessageTemplate', 'SmsMessage'],
  },
  {
    rule: 'email-subject-length',
    refused: template('EmailSubject', 'x'.repeat(141)),
    kept: template('EmailSubject', 'x'.repeat(140)),
    message: broken('x'.repeat(141), 'verificationMessageTemplate.emailSubject', tooLong(140)),
    path: ['VerificationMessageTemplate', 'EmailSubject'],
  },
  {
    rule: 'email-link-subject-length',
    refused: template('EmailSubjectByLink', ''),
    kept: template('EmailSubjectByLink', 'x'),
    message: broken('', 'verificationMessageTemplate.emailSubjectByLink', tooShort(1)),
    path: ['VerificationMessageTemplate', 'EmailSubjectByLink'],
  },
  {
    rule: 'invitation-sms-length',
    refused: invitation('SMSMessage', ''),
    kept: invitation('SMSMessage', '{username} {####}'),
    message: broken('', 'adminCreateUserConfig.inviteMessageTemplate.sMSMessage', tooShort(6)),
    path: invitationPath('SMSMessage'),
  },
  {
    rule: 'invitation-email-length',
    refused: invitation('EmailMessage', 'Hello'),
    kept: invitation('EmailMessage', 'Hello {username}, {####}'),
    message: broken('Hello', 'adminCreateUserConfig.inviteMessageTemplate.emailMessage', tooShort(6)),
    path: invitationPath('EmailMessage'),
  },
  {
    rule: 'invitation-subject-length',
    refused: invitation('EmailSubject', 'x'.repeat(141)),
    kept: invitation('EmailSubject', 'Welcome'),
    message: broken('x'.repeat(141), 'adminCreateUserConfig.inviteMessageTemplate.emailSubject', tooLong(140)),
    path: invitationPath('EmailSubject'),
  },
  {
    rule: 'invitation-email-placeholders',
    refused: invitation('EmailMessage', 'Welcome, {username}'),
    kept: invitation('EmailMessage', 'Welcome, {username}: {####}'),
    message: 'an invitation must contain {####}',
    path: invitationPath('EmailMessage'),
  },
  {
    rule: 'invitation-sms-placeholders',
    refused: invitation('SMSMessage', 'Welcome'),
    kept: invitation('SMSMessage', '{username} {####}'),
    message: 'an invitation must contain {username} and {####}',
    path: invitationPath('SMSMessage'),
  },
];
