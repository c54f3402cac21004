import { itemsAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const defaultRedirectIsCallback: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'default-redirect-is-callback',
  source: deployments,
  check: (model) => {
    const reading = readAt(model, 'DefaultRedirectURI');
    const callbacks = itemsAt(model, 'CallbackURLs');
    if (reading.kind !== 'known' || !callbacks.isComplete) return undefined;
    if (callbacks.items.some(({ text }) => text === reading.value)) return undefined;
    return {
      path: ['DefaultRedirectURI'],
      message: `The default redirect URI ${reading.shown} is not in the callback URIs list.`,
    };
  },
};
