import type { Behaviour } from './behaviour.ts';
import { cognitoWords, poolAbsence } from './cognito-refusals.ts';
import { lowerCaseAlphanumerics, randomText } from './random-text.ts';
import { plainText } from '../../values/reading.ts';

export const cognitoUserPoolClient: Behaviour = {
  typeName: 'AWS::Cognito::UserPoolClient',
  generate: (wanted, { random }) => ({
    ...wanted,
    ClientName: wanted['ClientName'] ?? `client-${randomText(random, lowerCaseAlphanumerics, 12)}`,
    ClientId: randomText(random, lowerCaseAlphanumerics, 26),
    ...(wanted['GenerateSecret'] === true ? { ClientSecret: randomText(random, lowerCaseAlphanumerics, 51) } : {}),
  }),
  refuse: (mutation, around) => {
    if (mutation.kind === 'delete') return undefined;
    const poolId = plainText(mutation.wanted['UserPoolId'] ?? null);
    const isThere = [...around.resources('AWS::Cognito::UserPool')].some(({ identifier }) => identifier === poolId);
    return isThere ? undefined : { code: 'NotFound', message: poolAbsence(poolId, around.random) };
  },
  // The name follows every change of ClientName.
  show: (model) => ({ ...model, Name: model['ClientName'] ?? '' }),
  absence: (identifier, { random }) =>
    cognitoWords(`User pool client ${identifier.split('|').at(-1) ?? ''} does not exist.`, random),
};
