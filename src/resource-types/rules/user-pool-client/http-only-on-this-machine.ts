import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

const onThisMachine = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?#]|$)/i;

/** Unencrypted addresses are for development: localhost, 127.0.0.1 and [::1] with any port. */
export const httpOnlyOnThisMachine: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'http-only-on-this-machine',
  source: deployments,
  check: (model) => {
    for (const property of ['CallbackURLs', 'LogoutURLs']) {
      const wrong = itemsAt(model, property).items.find(
        ({ text }) => /^http:/i.test(text) && !onThisMachine.test(text),
      );
      if (wrong !== undefined) {
        return { path: [property, wrong.index], message: `${wrong.shown} cannot use the HTTP protocol.` };
      }
    }
    return undefined;
  },
};
