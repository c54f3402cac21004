import { rulesFor, textAt } from '../define-rule.ts';
import { mapsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { s3Api, s3Errors } from '../sources.ts';

const typeName = 'AWS::S3::Bucket';

/** The lists of a notification configuration, what their items call the destination, and what that is. */
const destinations = [
  { list: 'LambdaConfigurations', name: 'Function', typeName: 'AWS::Lambda::Function', property: 'Arn' },
  { list: 'QueueConfigurations', name: 'Queue', typeName: 'AWS::SQS::Queue', property: 'Arn' },
  { list: 'TopicConfigurations', name: 'Topic', typeName: 'AWS::SNS::Topic', property: 'TopicArn' },
] as const;

export const bucketRules: readonly ServiceRule[] = [
  rulesFor(typeName, s3Api)('bucket-name', (model) => {
    const name = textAt(model, 'BucketName');
    if (name === undefined) return undefined;
    const isValid =
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name.text) &&
      !name.text.includes('..') &&
      !/^\d+\.\d+\.\d+\.\d+$/.test(name.text);
    return isValid ? undefined : { path: ['BucketName'], message: 'The specified bucket is not valid.' };
  }),
  rulesFor(typeName, s3Errors)('notification-destinations', (model, { neighbours }) => {
    for (const { list, name, typeName: wanted, property } of destinations) {
      for (const { map, index } of mapsAt(model, 'NotificationConfiguration', list)) {
        const target = textAt(map, name);
        if (target === undefined || neighbours?.isThere(wanted, property, target.text) !== false) continue;
        return {
          path: ['NotificationConfiguration', list, index, name],
          message: 'Unable to validate the following destination configurations',
        };
      }
    }
    return undefined;
  }),
];
