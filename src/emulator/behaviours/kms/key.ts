import type { JsonObject } from '../../../base/json.ts';
import { arnOf, globalArnOf } from '../../../resource-types/arns/arn.ts';
import { serviceWords, type Behaviour, type Surroundings } from '../behaviour.ts';
import { withReadPolicy } from '../policy-document.ts';
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
