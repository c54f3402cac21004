import { isJsonObject, parseJson } from '../../../base/json.ts';
import { arnParts } from '../arn-parts.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import { isTrueAt, numberAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments, sqsApi } from '../sources.ts';
import type { PlainValue, ValueMap } from '../../../values/value.ts';

const typeName = 'AWS::SQS::Queue';
const rule = rulesFor(typeName, sqsApi);
const recorded = rulesFor(typeName, deployments);

/** What a queue's numbers may be, which the type's schema does not say: seconds, and bytes of a message. */
const limits: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  DelaySeconds: { least: 0, most: 900 },
  KmsDataKeyReusePeriodSeconds: { least: 60, most: 86_400 },
  MaximumMessageSize: { least: 1024, most: 1_048_576 },
  MessageRetentionPeriod: { least: 60, most: 1_209_600 },
  ReceiveMessageWaitTimeSeconds: { least: 0, most: 20 },
  VisibilityTimeout: { least: 0, most: 43_200 },
};

export const queueRules: readonly ServiceRule[] = [
  rule('queue-name', (model) => {
    const name = textAt(model, 'QueueName');
    const isFifo = isTrueAt(model, 'FifoQueue');
    if (name === undefined || isFifo === undefined) return undefined;
    if (isFifo ? /^[\w-]{1,75}\.fifo$/.test(name.text) : /^[\w-]{1,80}$/.test(name.text)) return undefined;
    const message = isFifo
      ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
      : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length';
    return { path: ['QueueName'], message };
  }),
  ...Object.entries(limits).map(([name, { least, most }]) =>
    rule(`queue-${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`, (model) => {
      const given = numberAt(model, name);
      return given === undefined || (given >= least && given <= most)
        ? undefined
        : {
            path: [name],
            message: `Invalid value for the parameter ${name}.`,
            because: `it must be between ${least} and ${most}`,
          };
    }),
  ),
  recorded('redrive-complete', (model) => {
    const policy = redrivePolicy(model);
    const lacking = ['deadLetterTargetArn', 'maxReceiveCount'].find((key) => policy !== undefined && !(key in policy));
    return lacking === undefined
      ? undefined
      : { path: ['RedrivePolicy'], message: `Redrive policy does not contain mandatory attribute: ${lacking}.` };
  }),
  recorded('redrive-region', (model, { region }) => {
    const target = targetOf(model);
    const parts = arnParts(target ?? '');
    return parts === undefined || region === undefined || parts.region === region
      ? undefined
      : { path: ['RedrivePolicy'], message: 'Dead-letter target must be in same region as the source.' };
  }),
  rule('redrive-target', (model, { neighbours }) => {
    const target = targetOf(model);
    if (target === undefined || neighbours?.isThere(typeName, 'Arn', target) !== false) return undefined;
    const shown = JSON.stringify(redrivePolicy(model));
    return {
      path: ['RedrivePolicy'],
      message: `Value ${shown} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    };
  }),
];

/** The policy, given as an object or as its JSON text; undefined where it is not wholly known. */
function redrivePolicy(model: ValueMap): Readonly<Record<string, PlainValue>> | undefined {
  const reading = readAt(model, 'RedrivePolicy');
  if (reading.kind !== 'known') return undefined;
  const value = typeof reading.value === 'string' ? (parseJson(reading.value) ?? null) : reading.value;
  return isJsonObject(value) ? value : undefined;
}

function targetOf(model: ValueMap): string | undefined {
  const target = redrivePolicy(model)?.['deadLetterTargetArn'];
  return typeof target === 'string' ? target : undefined;
}
