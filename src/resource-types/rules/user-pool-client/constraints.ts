import {
  itemLengths,
  itemsAtMost,
  itemsOneOf,
  matchesPattern,
  oneOfValues,
  type ConstrainedPlace,
} from '../constraint.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi } from '../sources.ts';

function place(name: string, path: readonly string[], member: string): ConstrainedPlace {
  return { typeName: 'AWS::Cognito::UserPoolClient', name, path, member, source: cognitoApi };
}

const units = ['seconds', 'minutes', 'hours', 'days'];
const callbacks = place('callback-url-lengths', ['CallbackURLs'], 'callbackURLs');
const logouts = place('logout-url-lengths', ['LogoutURLs'], 'logoutURLs');

/** What the request model of the service's own API refuses. */
export const clientConstraints: readonly ServiceRule[] = [
  matchesPattern(place('client-name-characters', ['ClientName'], 'clientName'), '[\\w\\s+=,.@-]+'),
  itemsOneOf(place('explicit-auth-flow-names', ['ExplicitAuthFlows'], 'explicitAuthFlows'), [
    'ADMIN_NO_SRP_AUTH',
    'CUSTOM_AUTH_FLOW_ONLY',
    'USER_PASSWORD_AUTH',
    'ALLOW_ADMIN_USER_PASSWORD_AUTH',
    'ALLOW_CUSTOM_AUTH',
    'ALLOW_USER_PASSWORD_AUTH',
    'ALLOW_USER_SRP_AUTH',
    'ALLOW_REFRESH_TOKEN_AUTH',
    'ALLOW_USER_AUTH',
  ]),
  itemsOneOf(place('allowed-oauth-flow-names', ['AllowedOAuthFlows'], 'allowedOAuthFlows'), [
    'code',
    'implicit',
    'client_credentials',
  ]),
  itemsAtMost(place('allowed-oauth-flow-count', ['AllowedOAuthFlows'], 'allowedOAuthFlows'), 3),
  itemsAtMost(place('allowed-oauth-scope-count', ['AllowedOAuthScopes'], 'allowedOAuthScopes'), 50),
  itemLengths(place('allowed-oauth-scope-lengths', ['AllowedOAuthScopes'], 'allowedOAuthScopes'), 1, 256),
  itemsAtMost({ ...callbacks, name: 'callback-url-count' }, 100),
  itemLengths(callbacks, 1, 1024),
  itemsAtMost({ ...logouts, name: 'logout-url-count' }, 100),
  itemLengths(logouts, 1, 1024),
  oneOfValues(
    place('prevent-user-existence-errors-values', ['PreventUserExistenceErrors'], 'preventUserExistenceErrors'),
    ['LEGACY', 'ENABLED'],
  ),
  ...['AccessToken', 'IdToken', 'RefreshToken'].map((token) => {
    const member = token.charAt(0).toLowerCase() + token.slice(1);
    return oneOfValues(place(`${member}-unit`, ['TokenValidityUnits', token], `tokenValidityUnits.${member}`), units);
  }),
];
