import type { JsonObject } from '../../../base/json.ts';
import { arnOf, globalArnOf } from '../../arn.ts';
import { serviceWords, type Behaviour, type Surroundings } from '../behaviour.ts';
import { statementsOf, textsOf, withReadPolicy } from '../policy-document.ts';
import { hexadecimals, randomText } from '../random-text.ts';

export const key: Behaviour = {
  typeName: 'AWS::KMS::Key',
  generate: (wanted, around) => {
    const id =
      wanted['MultiRegion'] === true ? `mrk-${randomText(around.random, hexadecimals, 32)}` : around.random.uuid();
    return {
      KeyPolicy: defaultPolicy(around),
      ...withReadPolicy(wanted, 'KeyPolicy'),
      KeyId: id,
      Arn: arnOf(around.place, 'kms', `key/${id}`),
    };
  },
  settle: (wanted) => withReadPolicy(wanted, 'KeyPolicy'),
  refuse: (mutation, around) =>
    mutation.kind !== 'delete' && locksOut(mutation.wanted)
      ? {
          code: 'InvalidRequest',
          message: serviceWords(
            'Kms',
            'The new key policy will not allow you to update the key policy in the future.',
            around.random,
          ),
        }
      : undefined,
  absence: (identifier, { place, random }) =>
    serviceWords('Kms', `Key '${arnOf(place, 'kms', `key/${identifier}`)}' does not exist`, random),
};

/** The account itself may do everything with the key. */
function defaultPolicy({ place }: Surroundings): JsonObject {
  return {
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: globalArnOf(place, 'iam', 'root') },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
}

/** Nobody may change the policy, and nobody said that this is meant. */
function locksOut(wanted: JsonObject): boolean {
  const statements = statementsOf(wanted['KeyPolicy']);
  if (statements.length === 0 || wanted['BypassPolicyLockoutSafetyCheck'] === true) return false;
  return !statements.some(
    (statement) =>
      statement['Effect'] === 'Allow' &&
      (statement['NotAction'] !== undefined ||
        textsOf(statement['Action']).some((action) => ['*', 'kms:*', 'kms:Put*', 'kms:PutKeyPolicy'].includes(action))),
  );
}
