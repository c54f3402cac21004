import { rulesFor, textAt } from '../define-rule.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi } from '../sources.ts';

const rule = rulesFor('AWS::Cognito::UserPool', cognitoApi);

/** What keeps a pool from being deleted. */
export const poolDeletion: readonly ServiceRule[] = [
  rule(
    'protected-pool-stays',
    (model) =>
      textAt(model, 'DeletionProtection')?.text === 'ACTIVE'
        ? {
            path: ['DeletionProtection'],
            message:
              'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
          }
        : undefined,
    { on: 'delete' },
  ),
  rule(
    'pool-with-domain-stays',
    (model, { neighbours }) => {
      const id = textAt(model, 'UserPoolId');
      const hasDomain = id !== undefined && neighbours?.isThere('AWS::Cognito::UserPoolDomain', 'UserPoolId', id.text);
      return hasDomain === true
        ? {
            path: ['UserPoolId'],
            message: 'User pool cannot be deleted. It has a domain configured that should be deleted first.',
          }
        : undefined;
    },
    { on: 'delete' },
  ),
];
