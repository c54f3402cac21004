import { readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';
import { tokens, validitySeconds } from './token-validity.ts';

const defaultRefreshSeconds = 30 * 86_400;

/** No token outlives the refresh token, which lives 30 days unless something else is said. */
export const tokenValidityOrder: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'token-validity-order',
  source: deployments,
  check: (model) => {
    const [access, id, refresh] = tokens;
    const isDefault = readAt(model, refresh.property).kind === 'absent';
    const longest = isDefault ? defaultRefreshSeconds : validitySeconds(model, refresh);
    if (longest === undefined) return undefined;
    for (const token of [access, id]) {
      if ((validitySeconds(model, token) ?? 0) > longest) {
        return {
          path: [token.property],
          message: 'Access and Id Token expiration times must be less than or equal to refresh token expiration times.',
        };
      }
    }
    return undefined;
  },
};
