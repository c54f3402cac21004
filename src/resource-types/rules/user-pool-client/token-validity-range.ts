import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';
import { tokens, validitySeconds } from './token-validity.ts';

/** Access and id tokens live 5 minutes to a day, refresh tokens an hour to ten years. */
export const tokenValidityRange: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'token-validity-range',
  source: deployments,
  check: (model) => {
    for (const token of tokens) {
      const seconds = validitySeconds(model, token);
      if (seconds !== undefined && (seconds < token.least || seconds > token.most)) {
        return { path: [token.property], message: 'Invalid range for token validity.' };
      }
    }
    return undefined;
  },
};
