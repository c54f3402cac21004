import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const passwordIsFirstFactor: ServiceRule = {
  typeName: 'AWS::Cognito::UserPool',
  name: 'password-is-first-factor',
  source: deployments,
  check: (model) => {
    const path = ['Policies', 'SignInPolicy', 'AllowedFirstAuthFactors'];
    const factors = itemsAt(model, ...path);
    if (!factors.isGiven || !factors.isComplete || factors.items.some(({ text }) => text === 'PASSWORD')) {
      return undefined;
    }
    return { path, message: 'Password should be configured as one of the allowed first auth factors.' };
  },
};
