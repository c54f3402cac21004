import { arnOf } from '../../../resource-types/arns/arn.ts';
import { serviceWords, type Behaviour, type Surroundings } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { allBy, findBy, textAt } from '../reading.ts';

export const topic: Behaviour = {
  typeName: 'AWS::SNS::Topic',
  generate: (wanted, around) => {
    const suffix = wanted['FifoTopic'] === true ? '.fifo' : '';
    const name = textAt(wanted, 'TopicName') ?? `topic-${randomText(around.random, alphanumerics, 12)}${suffix}`;
    return { ...wanted, TopicName: name, TopicArn: arnOf(around.place, 'sns', name) };
  },
  takesAlong: ({ identifier }, around) => allBy(around, 'AWS::SNS::Subscription', 'TopicArn', identifier),
  absence: (_identifier, around) => topicAbsence(around),
};

export const subscription: Behaviour = {
  typeName: 'AWS::SNS::Subscription',
  generate: (wanted, around) => ({
    ...wanted,
    Arn: `${textAt(wanted, 'TopicArn') ?? ''}:${around.random.uuid()}`,
  }),
  refuse: (mutation, around) =>
    mutation.kind === 'create' &&
    findBy(around, 'AWS::SNS::Topic', 'TopicArn', textAt(mutation.wanted, 'TopicArn')) === undefined
      ? { code: 'NotFound', message: topicAbsence(around) }
      : undefined,
  absence: (_identifier, { random }) => serviceWords('Sns', 'Subscription does not exist', random),
};

function topicAbsence({ random }: Surroundings): string {
  return serviceWords('Sns', 'Topic does not exist', random);
}
