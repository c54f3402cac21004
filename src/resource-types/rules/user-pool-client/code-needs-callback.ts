import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

/** A flow that comes back to the application needs to know where to. */
export const codeNeedsCallback: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'code-needs-callback',
  source: deployments,
  check: (model) => {
    const flow = itemsAt(model, 'AllowedOAuthFlows').items.find(({ text }) => text === 'code' || text === 'implicit');
    if (flow === undefined || itemsAt(model, 'CallbackURLs').length !== 0) return undefined;
    return {
      path: ['AllowedOAuthFlows', flow.index],
      message: 'CallbackUrls can not be empty when code flow or implicit flow is selected',
    };
  },
};
