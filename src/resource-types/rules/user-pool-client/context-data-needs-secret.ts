import { isTrueAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const contextDataNeedsSecret: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'context-data-needs-secret',
  source: deployments,
  check: (model) => {
    const property = 'EnablePropagateAdditionalUserContextData';
    if (isTrueAt(model, property) !== true || isTrueAt(model, 'GenerateSecret') !== false) return undefined;
    return { path: [property], message: `Client Secret is required to set ${property} as true` };
  },
};
