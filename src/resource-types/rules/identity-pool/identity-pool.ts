import { arnParts } from '../arn-parts.ts';
import { matchesPattern } from '../constraint.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import { itemsAt, mapsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi, deployments } from '../sources.ts';

const typeName = 'AWS::Cognito::IdentityPool';
const rule = rulesFor(typeName, deployments);
const endpoint = /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[a-z]{2}(-[a-z]+)+-[0-9]+_[A-Za-z0-9]+$/;

export const identityPoolRules: readonly ServiceRule[] = [
  matchesPattern(
    {
      typeName,
      name: 'developer-provider-characters',
      path: ['DeveloperProviderName'],
      member: 'developerProviderName',
      source: cognitoApi,
    },
    '[\\w._-]+',
  ),
  rule('pool-provider-name', (model) => {
    for (const { map, index } of mapsAt(model, 'CognitoIdentityProviders')) {
      const name = textAt(map, 'ProviderName');
      if (name === undefined || endpoint.test(name.text)) continue;
      return {
        path: ['CognitoIdentityProviders', index, 'ProviderName'],
        message: 'Invalid Cognito Identity Provider',
      };
    }
    return undefined;
  }),
  rule('saml-provider-account', (model, { accountId }) => {
    const wrong = itemsAt(model, 'SamlProviderARNs').items.find(({ text }) => {
      const arn = arnParts(text);
      return arn !== undefined && arn.accountId !== accountId;
    });
    if (accountId === undefined || wrong === undefined) return undefined;
    return {
      path: ['SamlProviderARNs', wrong.index],
      message: `Identity provider ${wrong.shown} is not valid for account ${accountId}`,
    };
  }),
];
