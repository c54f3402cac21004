import type { JsonObject } from '../../../base/json.ts';
import { globalArnOf, isArnOfPlace } from '../../arn.ts';
import { serviceWords, type Behaviour, type Mutation, type Refusal, type Surroundings } from '../behaviour.ts';
import { isBrokenPolicy, statementsOf, withReadPolicy } from '../policy-document.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { allBy, findBy, numberAt, objectsAt, textAt, textsAt } from '../reading.ts';
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
  refuse: (mutation, around) =>
    mutation.kind === 'delete' ? refuseDelete(mutation.before, around) : refuseRole(mutation, around),
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

function refuseRole({ wanted }: Exclude<Mutation, { kind: 'delete' }>, around: Surroundings): Refusal | undefined {
  const trust = wanted['AssumeRolePolicyDocument'];
  const documents = [trust, ...objectsAt(wanted, 'Policies').map((policy) => policy['PolicyDocument'])];
  if (documents.some(isBrokenPolicy)) return iamRefusal('This policy contains invalid Json', around);
  for (const statement of statementsOf(trust)) {
    if (statement['Resource'] !== undefined) return iamRefusal('Has prohibited field Resource', around);
    if (statement['Principal'] === undefined && statement['NotPrincipal'] === undefined) {
      return iamRefusal('Missing required field Principal', around);
    }
  }
  const statements = documents.slice(1).flatMap(statementsOf);
  if (statements.some((statement) => statement['Principal'] !== undefined)) {
    return iamRefusal('Policy document should not specify a principal.', around);
  }
  return refuseDuration(wanted, around) ?? refuseManagedPolicies(wanted, around);
}

function refuseDuration(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const seconds = numberAt(wanted, 'MaxSessionDuration');
  if (seconds === undefined || (seconds >= 3600 && seconds <= 43_200)) return undefined;
  const bound = seconds < 3600 ? 'greater than or equal to 3600' : 'less than or equal to 43200';
  return iamRefusal(
    `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${bound}`,
    around,
  );
}

/** AWS's own policies and those of other accounts cannot be looked for. */
function refuseManagedPolicies(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const missing = textsAt(wanted, 'ManagedPolicyArns').find(
    (arn) =>
      isArnOfPlace(arn, 'iam', around.place) &&
      findBy(around, 'AWS::IAM::ManagedPolicy', 'PolicyArn', arn) === undefined,
  );
  return missing === undefined
    ? undefined
    : iamRefusal(`Policy ${missing} does not exist or is not attachable.`, around, 'NotFound');
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
