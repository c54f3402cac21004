import { readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const developerEmailNeedsSource: ServiceRule = {
  typeName: 'AWS::Cognito::UserPool',
  name: 'developer-email-needs-source',
  source: deployments,
  check: (model) => {
    const sender = readAt(model, 'EmailConfiguration', 'EmailSendingAccount');
    if (sender.kind !== 'known' || sender.value !== 'DEVELOPER') return undefined;
    if (readAt(model, 'EmailConfiguration', 'SourceArn').kind !== 'absent') return undefined;
    return {
      path: ['EmailConfiguration', 'EmailSendingAccount'],
      message: 'Source ARN is required to use DEVELOPER email sending owner',
    };
  },
};
