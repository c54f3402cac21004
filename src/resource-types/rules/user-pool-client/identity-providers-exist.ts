import { itemsAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

/** Silent unless the context names the providers of the pool; COGNITO, the pool itself, is always there. */
export const identityProvidersExist: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'identity-providers-exist',
  source: deployments,
  looksAround: true,
  check: (model, { neighbours }) => {
    const providers = neighbours?.siblings('AWS::Cognito::UserPoolIdentityProvider', 'UserPoolId');
    const names = providers?.map((provider) => readAt(provider, 'ProviderName'));
    if (names === undefined || names.some(({ kind }) => kind === 'unknown')) return undefined;
    const wrong = itemsAt(model, 'SupportedIdentityProviders').items.find(
      ({ text }) => text !== 'COGNITO' && !names.some((name) => name.kind === 'known' && name.value === text),
    );
    if (wrong === undefined) return undefined;
    return {
      path: ['SupportedIdentityProviders', wrong.index],
      message: `The provider ${wrong.shown} does not exist for User Pool`,
    };
  },
};
