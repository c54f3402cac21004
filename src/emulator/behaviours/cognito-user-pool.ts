import type { Behaviour } from './behaviour.ts';
import { poolAbsence } from './cognito-refusals.ts';
import { showUserAttributes } from './cognito-user-attributes.ts';
import { alphanumerics, lowerCaseAlphanumerics, randomText } from './random-text.ts';

export const cognitoUserPool: Behaviour = {
  typeName: 'AWS::Cognito::UserPool',
  generate: (wanted, { random, place }) => {
    const id = `${place.region}_${randomText(random, alphanumerics, 9)}`;
    const provider = `cognito-idp.${place.region}.amazonaws.com/${id}`;
    return {
      ...wanted,
      UserPoolName: wanted['UserPoolName'] ?? `pool-${randomText(random, lowerCaseAlphanumerics, 12)}`,
      UserPoolId: id,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
      Arn: `arn:aws:cognito-idp:${place.region}:${place.accountId}:userpool/${id}`,
    };
  },
  show: (model) => ({ ...model, Schema: showUserAttributes(model['Schema']) }),
  takesAlong: (pool, { allResources }) =>
    [...allResources()].filter(
      ({ typeName, model }) =>
        typeName.startsWith('AWS::Cognito::') && typeName !== pool.typeName && model['UserPoolId'] === pool.identifier,
    ),
  absence: (identifier, { random }) => poolAbsence(identifier, random),
};
