import { plainText } from '../../../values/reading.ts';
import type { ValueMap } from '../../../values/value.ts';
import { itemsAt, mapsAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

const standard: ReadonlySet<string> = new Set(['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin']);

/** A scope is a standard one or `server/scope`; the server is looked for only where all servers of the pool are known. */
export const oauthScopes: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'oauth-scopes',
  source: deployments,
  looksAround: true,
  check: (model, { neighbours }) => {
    const servers = neighbours?.siblings('AWS::Cognito::UserPoolResourceServer', 'UserPoolId');
    const wrong = itemsAt(model, 'AllowedOAuthScopes').items.find(
      ({ text }) => !standard.has(text) && !isOfServer(text, servers),
    );
    if (wrong === undefined) return undefined;
    return { path: ['AllowedOAuthScopes', wrong.index], message: `Invalid scope requested: ${wrong.shown}` };
  },
};

function isOfServer(scope: string, servers: readonly ValueMap[] | undefined): boolean {
  if (servers === undefined || !scope.includes('/')) return scope.includes('/');
  return servers.some((server) => {
    const identifier = readAt(server, 'Identifier');
    if (identifier.kind !== 'known') return true;
    if (!scope.startsWith(`${plainText(identifier.value)}/`)) return false;
    const own = scope.slice(plainText(identifier.value).length + 1);
    const names = mapsAt(server, 'Scopes').map(({ map }) => readAt(map, 'ScopeName'));
    const areKnown = readAt(server, 'Scopes').kind !== 'unknown' && names.every(({ kind }) => kind !== 'unknown');
    return !areKnown || names.some((name) => name.kind === 'known' && name.value === own);
  });
}
