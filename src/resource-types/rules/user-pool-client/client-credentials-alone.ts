import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const clientCredentialsAlone: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'client-credentials-alone',
  source: deployments,
  check: (model) => {
    const { items } = itemsAt(model, 'AllowedOAuthFlows');
    const credentials = items.find(({ text }) => text === 'client_credentials');
    const hasOther = items.some(({ text }) => text === 'code' || text === 'implicit');
    if (credentials === undefined || !hasOther) return undefined;
    return {
      path: ['AllowedOAuthFlows', credentials.index],
      message: 'client_credentials flow can not be selected along with code flow or implicit flow.',
    };
  },
};
