import { isTrueAt, itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const clientCredentialsNeedSecret: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'client-credentials-need-secret',
  source: deployments,
  check: (model) => {
    const flow = itemsAt(model, 'AllowedOAuthFlows').items.find(({ text }) => text === 'client_credentials');
    if (flow === undefined || isTrueAt(model, 'GenerateSecret') !== false) return undefined;
    return {
      path: ['AllowedOAuthFlows', flow.index],
      message: 'client_credentials flow can not be selected if client does not have a client secret.',
    };
  },
};
