import { type JsonObject } from '../../../base/json.ts';
import { serviceWords, type Behaviour, type Refusal, type Surroundings } from '../behaviour.ts';
import { withReadPolicy } from '../policy-document.ts';
import { findBy, textAt } from '../reading.ts';

export const bucketPolicy: Behaviour = {
  typeName: 'AWS::S3::BucketPolicy',
  generate: (wanted) => withReadPolicy(wanted, 'PolicyDocument'),
  settle: (wanted) => withReadPolicy(wanted, 'PolicyDocument'),
  refuse: (mutation, around) => (mutation.kind === 'delete' ? undefined : refuseStranger(mutation.wanted, around)),
  presence: (identifier) => `The bucket policy already exists on bucket ${identifier}.`,
  absence: () => 'The bucket policy does not exist',
};

function refuseStranger(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  return findBy(around, 'AWS::S3::Bucket', 'BucketName', textAt(wanted, 'Bucket') ?? '') === undefined
    ? { code: 'NotFound', message: serviceWords('S3', 'The specified bucket does not exist', around.random) }
    : undefined;
}
