import type { RuleCase } from './rule-case.ts';

export const laterClientCases: readonly RuleCase[] = [
  {
    rule: 'openid-needs-user',
    refused: {
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read', 'openid'],
    },
    kept: { GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['api/read'] },
    message: 'openid is not supported with client_credentials flow',
    path: ['AllowedOAuthScopes', 1],
  },
  {
    rule: 'analytics-region',
    refused: {
      AnalyticsConfiguration: { ApplicationArn: 'arn:aws:mobiletargeting:us-east-1:111122223333:apps/a' },
    },
    kept: { AnalyticsConfiguration: { ApplicationArn: 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a' } },
    message: 'The integration with Pinpoint is not supported for the requested us-east-1 region.',
    path: ['AnalyticsConfiguration', 'ApplicationArn'],
    context: { region: 'eu-west-1' },
  },
];
