import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const callbackWithoutFragment: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'callback-without-fragment',
  source: deployments,
  check: (model) => {
    const wrong = itemsAt(model, 'CallbackURLs').items.find(({ text }) => text.includes('#'));
    if (wrong === undefined) return undefined;
    return { path: ['CallbackURLs', wrong.index], message: `${wrong.shown} cannot use fragment` };
  },
};
