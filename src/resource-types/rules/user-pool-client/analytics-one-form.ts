import { readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

/** The application is named by its ARN, or by its id with a role and an external id; never by both, never by a part. */
export const analyticsOneForm: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'analytics-one-form',
  source: deployments,
  check: (model) => {
    const kind = (name: string): string => readAt(model, 'AnalyticsConfiguration', name).kind;
    if (readAt(model, 'AnalyticsConfiguration').kind === 'absent') return undefined;
    const arn = kind('ApplicationArn');
    const others = ['ApplicationId', 'RoleArn', 'ExternalId'].map(kind);
    if ([arn, ...others].includes('unknown')) return undefined;
    const isByArn = arn === 'known' && others.every((other) => other === 'absent');
    const isById = arn === 'absent' && others.every((other) => other === 'known');
    if (isByArn || isById) return undefined;
    return {
      path: ['AnalyticsConfiguration'],
      message:
        'Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid',
    };
  },
};
