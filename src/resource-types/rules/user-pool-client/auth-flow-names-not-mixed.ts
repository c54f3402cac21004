import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

/** The older names of flows and those that begin with ALLOW_ do not go together. */
export const authFlowNamesNotMixed: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'auth-flow-names-not-mixed',
  source: deployments,
  check: (model) => {
    const { items } = itemsAt(model, 'ExplicitAuthFlows');
    const older = items.find(({ text }) => !text.startsWith('ALLOW_'));
    if (older === undefined || !items.some(({ text }) => text.startsWith('ALLOW_'))) return undefined;
    return {
      path: ['ExplicitAuthFlows', older.index],
      message: "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    };
  },
};
