import { arnParts } from '../arn-parts.ts';
import { isAbsent, rulesFor, textAt } from '../define-rule.ts';
import { mapsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

const rule = rulesFor('AWS::Cognito::LogDeliveryConfiguration', deployments);
const list = 'LogConfigurations';

export const logDeliveryRules: readonly ServiceRule[] = [
  rule('event-sources-distinct', (model) => {
    const seen = new Set<string>();
    for (const { map, index } of mapsAt(model, list)) {
      const source = textAt(map, 'EventSource');
      if (source === undefined) continue;
      if (seen.has(source.text)) {
        return {
          path: [list, index, 'EventSource'],
          message: 'Following event sources appear more then once in a request',
        };
      }
      seen.add(source.text);
    }
    return undefined;
  }),
  rule('log-group-region', (model, { region }) => {
    for (const { map, index } of mapsAt(model, list)) {
      const path = ['CloudWatchLogsConfiguration', 'LogGroupArn'];
      const group = arnParts(textAt(map, ...path)?.text ?? '');
      if (group === undefined || region === undefined || group.region === region) continue;
      return { path: [list, index, ...path], message: 'ARN does not belong to current region' };
    }
    return undefined;
  }),
  rule(
    'user-events-need-tier',
    (model, { neighbours }) => {
      const found = mapsAt(model, list).find(({ map }) => textAt(map, 'EventSource')?.text === 'userAuthEvents');
      const pool = neighbours?.owner('AWS::Cognito::UserPool', 'UserPoolId');
      if (found === undefined || pool === undefined) return undefined;
      const tier = isAbsent(pool, 'UserPoolTier') ? 'ESSENTIALS' : textAt(pool, 'UserPoolTier')?.text;
      if (tier === undefined || tier === 'PLUS') return undefined;
      return {
        path: [list, found.index, 'EventSource'],
        message: `The following feature is not available for the ${tier} pricing tier configured: Log Streaming`,
      };
    },
    { looksAround: true },
  ),
];
