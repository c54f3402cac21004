import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';

/** Silent unless the context names the providers of the pool; COGNITO, the pool itself, is always there. */
export const identityProvidersExist: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'identity-providers-exist',
  check: (model, { identityProviders }) => {
    if (identityProviders === undefined) return undefined;
    const wrong = itemsAt(model, 'SupportedIdentityProviders').items.find(
      ({ text }) => text !== 'COGNITO' && !identityProviders.includes(text),
    );
    if (wrong === undefined) return undefined;
    return {
      path: ['SupportedIdentityProviders', wrong.index],
      message: `The provider ${wrong.shown} does not exist for User Pool`,
    };
  },
};
