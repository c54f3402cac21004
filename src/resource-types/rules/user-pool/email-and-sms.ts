import { arnParts } from '../arn-parts.ts';
import { violation } from '../constraint.ts';
import { isGiven, rulesFor, textAt } from '../define-rule.ts';
import type { Refusal, ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';
import type { ValueMap } from '../../../values/value.ts';

const rule = rulesFor('AWS::Cognito::UserPool', deployments);

/** Where SES may be that Cognito sends through, whatever the region of the pool. */
const emailRegions = ['eu-west-1', 'us-east-1', 'us-west-2'];

/** The refusal of an SES identity in another region; of a risk configuration, too. */
export function refuseEmailSource(model: ValueMap, path: readonly string[]): Refusal | undefined {
  const source = textAt(model, ...path);
  const region = source === undefined ? undefined : arnParts(source.text)?.region;
  if (region === undefined || region === '' || emailRegions.includes(region)) return undefined;
  return {
    path,
    message: `Provided SourceArn must be in one of the following SES regions: ${emailRegions.join(', ')}.`,
  };
}

/** `a@example.com` or `Name <a@example.com>`. */
function isAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(text) || /<[^@\s]+@[^@\s]+>$/.test(text);
}

const replyPattern = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+`;

export const emailAndSms: readonly ServiceRule[] = [
  rule('reply-address', (model) => {
    const path = ['EmailConfiguration', 'ReplyToEmailAddress'];
    const address = textAt(model, ...path);
    if (address === undefined || isAddress(address.text)) return undefined;
    const member = 'emailConfiguration.replyToEmailAddress';
    return violation(
      { member },
      path,
      address.shown,
      `Member must satisfy regular expression pattern: ${replyPattern}`,
    );
  }),
  rule('from-address', (model) => {
    const path = ['EmailConfiguration', 'From'];
    const from = textAt(model, ...path);
    return from === undefined || isAddress(from.text)
      ? undefined
      : { path, message: 'Provided From email address is invalid' };
  }),
  rule('default-email-without-source', (model) => {
    const sender = textAt(model, 'EmailConfiguration', 'EmailSendingAccount');
    if (sender?.text !== 'COGNITO_DEFAULT' || !isGiven(model, 'EmailConfiguration', 'SourceArn')) return undefined;
    return { path: ['EmailConfiguration', 'SourceArn'], message: 'Cognito is not allowed to use your email identity' };
  }),
  rule('email-source-region', (model) => refuseEmailSource(model, ['EmailConfiguration', 'SourceArn'])),
  rule('sms-region', (model, { region }) => {
    const path = ['SmsConfiguration', 'SnsRegion'];
    const given = textAt(model, ...path);
    if (given === undefined || region === undefined || given.text === region) return undefined;
    return { path, message: `Invalid snsRegion. Allowed SNS region for ${region} is ${region}` };
  }),
  rule('sms-role-account', (model, { accountId }) => {
    const path = ['SmsConfiguration', 'SnsCallerArn'];
    const role = arnParts(textAt(model, ...path)?.text ?? '');
    return role === undefined || accountId === undefined || role.accountId === accountId
      ? undefined
      : { path, message: 'Cross-account pass role is not allowed.' };
  }),
];
