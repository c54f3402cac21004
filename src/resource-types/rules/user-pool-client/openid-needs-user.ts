import { rulesFor } from '../define-rule.ts';
import { itemsAt } from '../reading-model.ts';
import { cognitoApi } from '../sources.ts';

/** A client that acts for itself has no user whose identity it could ask for. */
export const openidNeedsUser = rulesFor('AWS::Cognito::UserPoolClient', cognitoApi)('openid-needs-user', (model) => {
  const scope = itemsAt(model, 'AllowedOAuthScopes').items.find(({ text }) => text === 'openid');
  const flows = itemsAt(model, 'AllowedOAuthFlows');
  if (scope === undefined || !flows.items.some(({ text }) => text === 'client_credentials')) return undefined;
  return {
    path: ['AllowedOAuthScopes', scope.index],
    message: 'openid is not supported with client_credentials flow',
  };
});
