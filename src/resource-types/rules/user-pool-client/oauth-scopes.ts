import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';

const standard: ReadonlySet<string> = new Set(['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin']);

/** A scope is a standard one or belongs to a resource server: `server/scope`. Which servers there are is not looked at. */
export const oauthScopes: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'oauth-scopes',
  check: (model) => {
    const wrong = itemsAt(model, 'AllowedOAuthScopes').items.find(
      ({ text }) => !standard.has(text) && !text.includes('/'),
    );
    if (wrong === undefined) return undefined;
    return { path: ['AllowedOAuthScopes', wrong.index], message: `Invalid scope requested: ${wrong.shown}` };
  },
};
