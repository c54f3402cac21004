import type { JsonObject } from '../../../base/json.ts';
import { globalArnOf } from '../../../resource-types/arns/arn.ts';
import { serviceWords, type Behaviour, type Refusal, type Surroundings } from '../behaviour.ts';
import { withReadPolicy } from '../policy-document.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { allBy, objectsAt, textAt, textsAt } from '../reading.ts';
import { iamId, iamRefusal } from './iam-words.ts';

const typeName = 'AWS::IAM::Role';

export const role: Behaviour = {
  typeName,
  generate: (wanted, around) => {
    const name = textAt(wanted, 'RoleName') ?? `role-${randomText(around.random, alphanumerics, 12)}`;
    return {
      ...withReadPolicies(wanted),
      RoleName: name,
      Arn: globalArnOf(around.place, 'iam', `role${textAt(wanted, 'Path') ?? '/'}${name}`),
      RoleId: iamId('AROA', around),
    };
  },
  settle: withReadPolicies,
  refuse: (mutation, around) => (mutation.kind === 'delete' ? refuseDelete(mutation.before, around) : undefined),
  takesAlong: ({ identifier }, around) => allBy(around, 'AWS::IAM::RolePolicy', 'RoleName', identifier),
  absence: roleAbsence,
};

/** How IAM says that a role is not there. */
export function roleAbsence(name: string, around: Surroundings): string {
  return serviceWords('Iam', `The role with name ${name} cannot be found.`, around.random);
}

/** Policies that were given as text read back as objects. */
function withReadPolicies(wanted: JsonObject): JsonObject {
  const trusting = withReadPolicy(wanted, 'AssumeRolePolicyDocument');
  return Array.isArray(wanted['Policies'])
    ? { ...trusting, Policies: objectsAt(wanted, 'Policies').map((policy) => withReadPolicy(policy, 'PolicyDocument')) }
    : trusting;
}

function refuseDelete(before: JsonObject, around: Surroundings): Refusal | undefined {
  const name = textAt(before, 'RoleName') ?? '';
  const isHeld = [...around.resources('AWS::IAM::InstanceProfile')].some(({ model }) =>
    textsAt(model, 'Roles').includes(name),
  );
  return isHeld
    ? iamRefusal('Cannot delete entity, must remove roles from instance profile first.', around, 'ResourceConflict')
    : undefined;
}
