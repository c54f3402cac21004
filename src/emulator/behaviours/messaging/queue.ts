import { isJsonObject, parseJson, type Json, type JsonObject } from '../../../base/json.ts';
import { arnOf, domainOf, isArnOfPlace } from '../../arn.ts';
import { serviceWords, type Behaviour, type Refusal, type Surroundings } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { findBy, textAt } from '../reading.ts';

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
  refuse: (mutation, around) => {
    if (mutation.kind === 'delete') return undefined;
    return (
      refuseName(mutation.wanted, around) ??
      refuseNumbers(mutation.wanted, around) ??
      refuseDeadLetters(mutation.wanted, around)
    );
  },
  absence: (_identifier, { random }) => serviceWords('Sqs', 'The specified queue does not exist.', random),
};

function refuseName(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const name = textAt(wanted, 'QueueName');
  if (name === undefined) return undefined;
  const isFifo = wanted['FifoQueue'] === true;
  if (isFifo ? /^[\w-]{1,75}\.fifo$/.test(name) : /^[\w-]{1,80}$/.test(name)) return undefined;
  const message = isFifo
    ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
    : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length';
  return { code: 'InvalidRequest', message: serviceWords('Sqs', message, around.random) };
}

/** What a queue's numbers may be, which the type's schema does not say. */
const limits: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  DelaySeconds: { least: 0, most: 900 },
  KmsDataKeyReusePeriodSeconds: { least: 60, most: 86_400 },
  MaximumMessageSize: { least: 1024, most: 1_048_576 },
  MessageRetentionPeriod: { least: 60, most: 1_209_600 },
  ReceiveMessageWaitTimeSeconds: { least: 0, most: 20 },
  VisibilityTimeout: { least: 0, most: 43_200 },
};

function refuseNumbers(wanted: JsonObject, { random }: Surroundings): Refusal | undefined {
  for (const [name, { least, most }] of Object.entries(limits)) {
    const given = wanted[name];
    if (typeof given !== 'number' || (given >= least && given <= most)) continue;
    return { code: 'InvalidRequest', message: serviceWords('Sqs', `Invalid value for the parameter ${name}.`, random) };
  }
  return undefined;
}

/** A queue of this account and region that dead letters go to must be there. */
function refuseDeadLetters(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const given = wanted['RedrivePolicy'];
  const policy: Json | undefined = typeof given === 'string' ? parseJson(given) : given;
  const target = isJsonObject(policy) ? textAt(policy, 'deadLetterTargetArn') : undefined;
  if (target === undefined || !isArnOfPlace(target, 'sqs', around.place)) return undefined;
  if (!target.includes(`:${around.place.region}:`)) return undefined;
  if (findBy(around, 'AWS::SQS::Queue', 'Arn', target) !== undefined) return undefined;
  const message = `Value ${JSON.stringify(policy)} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`;
  return { code: 'InvalidRequest', message: serviceWords('Sqs', message, around.random) };
}
