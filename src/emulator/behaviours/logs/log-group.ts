import { arnOf } from '../../../resource-types/arns/arn.ts';
import { serviceWords, type Behaviour } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { allBy, textAt } from '../reading.ts';

export const logGroup: Behaviour = {
  typeName: 'AWS::Logs::LogGroup',
  generate: (wanted, around) => {
    const name = textAt(wanted, 'LogGroupName') ?? `log-group-${randomText(around.random, alphanumerics, 12)}`;
    return { ...wanted, LogGroupName: name, Arn: arnOf(around.place, 'logs', `log-group:${name}:*`) };
  },
  takesAlong: ({ identifier }, around) =>
    ['AWS::Logs::LogStream', 'AWS::Logs::MetricFilter', 'AWS::Logs::SubscriptionFilter'].flatMap((name) =>
      allBy(around, name, 'LogGroupName', identifier),
    ),
  absence: (_identifier, { random }) =>
    serviceWords('CloudWatchLogs', 'The specified log group does not exist.', random),
  presence: (_identifier, { random }) =>
    serviceWords('CloudWatchLogs', 'The specified log group already exists', random),
};
