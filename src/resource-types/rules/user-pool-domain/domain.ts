import { arnParts } from '../arn-parts.ts';
import { violation } from '../constraint.ts';
import { isAbsent, isGiven, rulesFor, textAt, type GivenText } from '../define-rule.ts';
import { numberAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi, cognitoGuide, deployments } from '../sources.ts';
import type { ValueMap } from '../../../values/value.ts';

const typeName = 'AWS::Cognito::UserPoolDomain';
const rule = rulesFor(typeName, deployments);
const reserved = ['aws', 'amazon', 'cognito'];

/** A domain that is the first part of Cognito's own: there is no certificate for it. */
function prefixOf(model: ValueMap): GivenText | undefined {
  return isAbsent(model, 'CustomDomainConfig') ? textAt(model, 'Domain') : undefined;
}

export const domainRules: readonly ServiceRule[] = [
  rule('domain-prefix-length', (model) => {
    const prefix = prefixOf(model);
    if (prefix === undefined || prefix.text.length <= 63) return undefined;
    return violation(
      { member: 'domain' },
      ['Domain'],
      prefix.shown,
      'Member must have length less than or equal to 63',
    );
  }),
  rule('domain-prefix-characters', (model) => {
    const prefix = prefixOf(model);
    if (prefix === undefined || /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(prefix.text)) return undefined;
    return {
      path: ['Domain'],
      message:
        'The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens.',
    };
  }),
  rule('domain-reserved-word', (model) => {
    const word = prefixOf(model)
      ?.text.split('-')
      .find((part) => reserved.includes(part));
    if (word === undefined) return undefined;
    return {
      path: ['Domain'],
      message: `Domain cannot contain reserved word: ${word}`,
      passedOn: `Invalid request provided: ${typeName}`,
    };
  }),
  rulesFor(typeName, cognitoGuide)(
    'domain-reserved-part',
    (model) => {
      const parts = prefixOf(model)?.text.split('-') ?? [];
      if (parts.some((part) => reserved.includes(part))) return undefined;
      const word = ['amazon', 'cognito'].find((one) => parts.some((part) => part.includes(one)));
      return word === undefined
        ? undefined
        : { path: ['Domain'], message: `Domain cannot contain reserved word: ${word}` };
    },
    { severity: 'warning' },
  ),
  rule('custom-domain-is-whole', (model) => {
    const domain = textAt(model, 'Domain');
    if (domain === undefined || !isGiven(model, 'CustomDomainConfig', 'CertificateArn') || domain.text.includes('.'))
      return undefined;
    return { path: ['Domain'], message: 'Custom domain is not a valid subdomain' };
  }),
  rule('custom-domain-certificate-region', (model) => {
    const path = ['CustomDomainConfig', 'CertificateArn'];
    const certificate = arnParts(textAt(model, ...path)?.text ?? '');
    if (certificate === undefined || certificate.region === 'us-east-1') return undefined;
    return {
      path,
      message:
        "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    };
  }),
  rulesFor(typeName, cognitoApi)(
    'domain-used-once',
    (model, { neighbours }) => {
      const domain = textAt(model, 'Domain');
      const isTaken =
        domain !== undefined &&
        neighbours?.others(typeName).some((other) => textAt(other, 'Domain')?.text === domain.text) === true;
      return isTaken ? { path: ['Domain'], message: 'Domain already associated with another user pool.' } : undefined;
    },
    { looksAround: true },
  ),
  rule(
    'managed-login-needs-tier',
    (model, { neighbours }) => {
      if (numberAt(model, 'ManagedLoginVersion') !== 2) return undefined;
      const pool = neighbours?.owner('AWS::Cognito::UserPool', 'UserPoolId');
      if (pool === undefined || textAt(pool, 'UserPoolTier')?.text !== 'LITE') return undefined;
      return {
        path: ['ManagedLoginVersion'],
        message: 'The following feature is not available for the LITE pricing tier configured: Managed Login Version 2',
      };
    },
    { looksAround: true },
  ),
];
