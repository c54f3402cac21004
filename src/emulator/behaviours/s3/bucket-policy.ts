import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { partitionOf } from '../../home.ts';
import { serviceWords, type Behaviour, type Refusal, type Surroundings } from '../behaviour.ts';
import { isBrokenPolicy, statementsOf, textsOf, withReadPolicy } from '../policy-document.ts';
import { findBy, objectAt, textAt } from '../reading.ts';

export const bucketPolicy: Behaviour = {
  typeName: 'AWS::S3::BucketPolicy',
  generate: (wanted) => withReadPolicy(wanted, 'PolicyDocument'),
  settle: (wanted) => withReadPolicy(wanted, 'PolicyDocument'),
  refuse: (mutation, around) => (mutation.kind === 'delete' ? undefined : refusePolicy(mutation.wanted, around)),
  presence: (identifier) => `The bucket policy already exists on bucket ${identifier}.`,
  absence: () => 'The bucket policy does not exist',
};

function refusePolicy(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const refusal = (code: Refusal['code'], message: string): Refusal => ({
    code,
    message: serviceWords('S3', message, around.random),
  });
  const name = textAt(wanted, 'Bucket') ?? '';
  const bucket = findBy(around, 'AWS::S3::Bucket', 'BucketName', name);
  if (bucket === undefined) return refusal('NotFound', 'The specified bucket does not exist');
  const document = wanted['PolicyDocument'];
  if (isBrokenPolicy(document)) {
    return refusal('InvalidRequest', "Policies must be valid JSON and the first byte must be '{'");
  }
  const statements = statementsOf(document);
  const arn = `arn:${partitionOf(around.place.region)}:s3:::${name}`;
  const isOwn = (resource: string): boolean => resource === '*' || resource === arn || resource.startsWith(`${arn}/`);
  const resources = statements.flatMap((statement) => textsOf(statement['Resource']));
  if (resources.some((resource) => !isOwn(resource) && !isPattern(resource))) {
    return refusal('InvalidRequest', 'Policy has invalid resource');
  }
  return blocksPublicPolicies(bucket.model) && statements.some(isPublic)
    ? refusal('AccessDenied', publicWords(arn, around))
    : undefined;
}

/** Wildcards and policy variables may stand for the bucket's name. */
function isPattern(resource: string): boolean {
  return /[*?$]/.test(resource);
}

/** Buckets block public policies unless they say otherwise. */
function blocksPublicPolicies(bucket: JsonObject): boolean {
  return bucket['PublicAccessBlockConfiguration'] === undefined
    ? true
    : objectAt(bucket, 'PublicAccessBlockConfiguration')['BlockPublicPolicy'] === true;
}

/** Lets anybody in: everyone is allowed, on no condition. */
function isPublic(statement: JsonObject): boolean {
  return statement['Effect'] === 'Allow' && statement['Condition'] === undefined && isEverybody(statement['Principal']);
}

function isEverybody(principal: Json | undefined): boolean {
  return principal === '*' || (isJsonObject(principal) && textsOf(principal['AWS']).includes('*'));
}

function publicWords(arn: string, { place }: Surroundings): string {
  const user = `arn:${partitionOf(place.region)}:iam::${place.accountId}:root`;
  return `User: ${user} is not authorized to perform: s3:PutBucketPolicy on resource: "${arn}" because public policies are blocked by the BlockPublicPolicy block public access setting.`;
}
