import { itemsAtMost, itemsOneOf, oneOfValues, type ConstrainedPlace } from '../constraint.ts';
import { rulesFor } from '../define-rule.ts';
import { itemsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi, deployments } from '../sources.ts';
import { refuseEmailSource } from '../user-pool/email-and-sms.ts';

const typeName = 'AWS::Cognito::UserPoolRiskConfigurationAttachment';
const rule = rulesFor(typeName, deployments);

function place(name: string, ...path: readonly string[]): ConstrainedPlace {
  const member = path.map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join('.');
  return { typeName, name, path, member, source: cognitoApi };
}

const ranges = ['BlockedIPRangeList', 'SkippedIPRangeList'];

export const riskRules: readonly ServiceRule[] = [
  ...['LowAction', 'MediumAction', 'HighAction'].map((level) =>
    oneOfValues(
      place(
        `takeover-${level.replace('Action', '').toLowerCase()}-action`,
        'AccountTakeoverRiskConfiguration',
        'Actions',
        level,
        'EventAction',
      ),
      ['MFA_IF_CONFIGURED', 'BLOCK', 'NO_ACTION', 'MFA_REQUIRED'],
    ),
  ),
  oneOfValues(place('compromised-action', 'CompromisedCredentialsRiskConfiguration', 'Actions', 'EventAction'), [
    'BLOCK',
    'NO_ACTION',
  ]),
  itemsOneOf(place('compromised-events', 'CompromisedCredentialsRiskConfiguration', 'EventFilter'), [
    'SIGN_IN',
    'PASSWORD_CHANGE',
    'SIGN_UP',
  ]),
  ...ranges.map((list) =>
    itemsAtMost(
      place(`${list.replace('IPRangeList', '').toLowerCase()}-range-count`, 'RiskExceptionConfiguration', list),
      200,
    ),
  ),
  rule('ranges-are-networks', (model) => {
    for (const list of ranges) {
      const path = ['RiskExceptionConfiguration', list];
      const wrong = itemsAt(model, ...path).items.find(({ text }) => !text.includes('/'));
      if (wrong !== undefined) return { path: [...path, wrong.index], message: 'Incorrect CIDR format' };
    }
    return undefined;
  }),
  rule('notification-source-region', (model) =>
    refuseEmailSource(model, ['AccountTakeoverRiskConfiguration', 'NotifyConfiguration', 'SourceArn']),
  ),
];
