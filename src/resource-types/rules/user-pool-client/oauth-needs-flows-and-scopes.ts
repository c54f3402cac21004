import { isTrueAt, itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const oauthNeedsFlowsAndScopes: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'oauth-needs-flows-and-scopes',
  source: deployments,
  check: (model) => {
    if (isTrueAt(model, 'AllowedOAuthFlowsUserPoolClient') !== true) return undefined;
    const isLacking = ['AllowedOAuthFlows', 'AllowedOAuthScopes'].some(
      (property) => itemsAt(model, property).length === 0,
    );
    if (!isLacking) return undefined;
    return {
      path: ['AllowedOAuthFlowsUserPoolClient'],
      message:
        'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    };
  },
};
