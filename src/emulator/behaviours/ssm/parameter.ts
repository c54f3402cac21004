import { arnOf } from '../../../resource-types/arns/arn.ts';
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
  absence: (identifier, { random }) => serviceWords('Ssm', `Parameter ${identifier} not found.`, random),
  presence: (_identifier, { random }) =>
    serviceWords(
      'Ssm',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      random,
    ),
};
