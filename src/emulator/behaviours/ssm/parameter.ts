import type { JsonObject } from '../../../base/json.ts';
import { arnOf } from '../../arn.ts';
import { serviceWords, type Behaviour } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { textAt } from '../reading.ts';

export const parameter: Behaviour = {
  typeName: 'AWS::SSM::Parameter',
  generate: (wanted, around) => {
    const name = textAt(wanted, 'Name') ?? `parameter-${randomText(around.random, alphanumerics, 12)}`;
    return {
      ...wanted,
      Name: name,
      Arn: arnOf(around.place, 'ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`),
    };
  },
  refuse: (mutation, around) => {
    const message = mutation.kind === 'delete' ? undefined : refusedFor(mutation.wanted);
    return message === undefined
      ? undefined
      : { code: 'InvalidRequest', message: serviceWords('Ssm', message, around.random) };
  },
  absence: (identifier, { random }) => serviceWords('Ssm', `Parameter ${identifier} not found.`, random),
  presence: (_identifier, { random }) =>
    serviceWords(
      'Ssm',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      random,
    ),
};

function refusedFor(wanted: JsonObject): string | undefined {
  const name = textAt(wanted, 'Name') ?? '';
  const value = textAt(wanted, 'Value') ?? '';
  if (/^\/?(aws|ssm)/i.test(name)) return 'No access to reserved parameter name: ' + name + '.';
  if (Buffer.byteLength(value) > 4096 && ![undefined, 'Standard'].includes(textAt(wanted, 'Tier'))) {
    return Buffer.byteLength(value) > 8192 ? 'Parameter value exceeds the maximum of 8192 characters.' : undefined;
  }
  if (Buffer.byteLength(value) > 4096) {
    return 'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';
  }
  return undefined;
}
