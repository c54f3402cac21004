import { arnParts } from '../arn-parts.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import { deployments } from '../sources.ts';

/** A Pinpoint application is in the region of the pool. */
export const analyticsRegion = rulesFor('AWS::Cognito::UserPoolClient', deployments)(
  'analytics-region',
  (model, { region }) => {
    const path = ['AnalyticsConfiguration', 'ApplicationArn'];
    const application = arnParts(textAt(model, ...path)?.text ?? '');
    return application === undefined || region === undefined || application.region === region
      ? undefined
      : {
          path,
          message: `The integration with Pinpoint is not supported for the requested ${application.region} region.`,
        };
  },
);
