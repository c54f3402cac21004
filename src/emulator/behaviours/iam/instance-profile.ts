import { globalArnOf } from '../../../resource-types/arns/arn.ts';
import type { Behaviour } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { textAt } from '../reading.ts';

export const instanceProfile: Behaviour = {
  typeName: 'AWS::IAM::InstanceProfile',
  generate: (wanted, around) => {
    const name = textAt(wanted, 'InstanceProfileName') ?? `profile-${randomText(around.random, alphanumerics, 12)}`;
    const path = textAt(wanted, 'Path') ?? '/';
    return {
      ...wanted,
      InstanceProfileName: name,
      Arn: globalArnOf(around.place, 'iam', `instance-profile${path}${name}`),
    };
  },
};
