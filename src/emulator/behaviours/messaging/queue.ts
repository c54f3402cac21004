import { arnOf } from '../../../resource-types/arns/arn.ts';
import { domainOf } from '../../arn.ts';
import { serviceWords, type Behaviour } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { textAt } from '../reading.ts';

export const queue: Behaviour = {
  typeName: 'AWS::SQS::Queue',
  generate: (wanted, around) => {
    const { place } = around;
    const suffix = wanted['FifoQueue'] === true ? '.fifo' : '';
    const name = textAt(wanted, 'QueueName') ?? `queue-${randomText(around.random, alphanumerics, 12)}${suffix}`;
    return {
      ...wanted,
      QueueName: name,
      QueueUrl: `https://sqs.${place.region}.${domainOf(place)}/${place.accountId}/${name}`,
      Arn: arnOf(place, 'sqs', name),
    };
  },
  absence: (_identifier, { random }) => serviceWords('Sqs', 'The specified queue does not exist.', random),
};
