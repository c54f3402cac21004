import { rulesFor } from '../define-rule.ts';
import { isTrueAt } from '../reading-model.ts';
import { logsApi } from '../sources.ts';

export const protectedLogGroup = rulesFor('AWS::Logs::LogGroup', logsApi)(
  'protected-log-group-stays',
  (model) =>
    isTrueAt(model, 'DeletionProtectionEnabled') === true
      ? {
          path: ['DeletionProtectionEnabled'],
          message: 'The log group cannot be deleted because deletion protection is enabled.',
        }
      : undefined,
  { on: 'delete' },
);
