import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const aliasOrUsername: ServiceRule = {
  typeName: 'AWS::Cognito::UserPool',
  name: 'alias-or-username',
  source: deployments,
  check: (model) => {
    const counts = ['AliasAttributes', 'UsernameAttributes'].map((property) => itemsAt(model, property).length ?? 0);
    if (!counts.every((amount) => amount > 0)) return undefined;
    return {
      path: ['AliasAttributes'],
      message: 'Only one of the aliasAttributes or usernameAttributes can be set in a User pool.',
    };
  },
};
