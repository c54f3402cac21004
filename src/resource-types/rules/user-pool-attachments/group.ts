import { arnParts } from '../arn-parts.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import { deployments } from '../sources.ts';

/** Groups hand out roles of their own account only. */
export const groupRoleAccount = rulesFor('AWS::Cognito::UserPoolGroup', deployments)(
  'group-role-account',
  (model, { accountId }) => {
    const role = arnParts(textAt(model, 'RoleArn')?.text ?? '');
    return role === undefined || accountId === undefined || role.accountId === accountId
      ? undefined
      : { path: ['RoleArn'], message: 'Cross-account pass role is not allowed.' };
  },
);
