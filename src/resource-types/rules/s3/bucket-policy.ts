import { isValueMap, type ValueMap } from '../../../values/value.ts';
import { isAbsent, rulesFor, textAt } from '../define-rule.ts';
import { policiesAt, has, memberOf, statementsOf, textsOf } from '../policy/read-policy.ts';
import { isTrueAt, readValue } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

const typeName = 'AWS::S3::BucketPolicy';
const rule = rulesFor(typeName, deployments);
const objectAction = /^s3:((get|put|delete)object|(abortmultipartupload|restoreobject|listmultipartuploadparts)$)/i;

function statements(model: ValueMap): ReturnType<typeof statementsOf> {
  return policiesAt(model, ['PolicyDocument']).flatMap((policy) =>
    policy.kind === 'document'
      ? statementsOf(policy.map).map(({ value, path }) => ({ value, path: [...policy.path, ...path] }))
      : [],
  );
}

export const bucketPolicyRules: readonly ServiceRule[] = [
  rule('policy-of-own-bucket', (model) => {
    const bucket = textAt(model, 'Bucket');
    if (bucket === undefined) return undefined;
    for (const { value, path } of statements(model)) {
      for (const resource of textsOf(value, 'Resource', path)) {
        const name = /^arn:[\w-]+:s3:::(.*)$/s.exec(resource.value)?.[1];
        // Wildcards and policy variables may stand for the bucket's name.
        if (/[*?$]/.test(name?.split('/')[0] ?? resource.value)) continue;
        if (name === bucket.text || name?.startsWith(`${bucket.text}/`) === true) continue;
        return { path: resource.path, message: 'Policy has invalid resource' };
      }
    }
    return undefined;
  }),
  rule('object-actions-need-objects', (model) => {
    for (const { value, path } of statements(model)) {
      const action = textsOf(value, 'Action', path).find((one) => objectAction.test(one.value));
      const resources = memberOf(value, 'Resource');
      if (action === undefined || resources === undefined || readValue(resources).kind !== 'known') continue;
      const areBuckets = textsOf(value, 'Resource', path).every((one) => /^arn:[\w-]+:s3:::[^/*?$]+$/.test(one.value));
      if (!areBuckets) continue;
      return { path: [...path, 'Resource'], message: 'Action does not apply to any resource(s) in statement' };
    }
    return undefined;
  }),
  rule(
    'no-public-policy-where-blocked',
    (model, { neighbours, region, accountId }) => {
      const bucket = neighbours?.owner('AWS::S3::Bucket', 'Bucket');
      if (bucket === undefined || !blocksPublicPolicies(bucket)) return undefined;
      const open = statements(model).find(({ value }) => isPublic(value));
      if (open === undefined) return undefined;
      const partition = region?.startsWith('cn-') === true ? 'aws-cn' : 'aws';
      const arn = `arn:${partition}:s3:::${textAt(model, 'Bucket')?.shown ?? '<bucket>'}`;
      const user = `arn:${partition}:iam::${accountId ?? '<account>'}:root`;
      return {
        path: [...open.path, 'Principal'],
        code: 'AccessDenied',
        message: `User: ${user} is not authorized to perform: s3:PutBucketPolicy on resource: "${arn}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
      };
    },
    { looksAround: true },
  ),
];

/** Buckets block public policies unless they say otherwise. */
function blocksPublicPolicies(bucket: ValueMap): boolean {
  const name = 'PublicAccessBlockConfiguration';
  return isAbsent(bucket, name) || isTrueAt(bucket, name, 'BlockPublicPolicy') === true;
}

/** Lets anybody in: everyone is allowed, on no condition. */
function isPublic(statement: ValueMap): boolean {
  const effect = memberOf(statement, 'Effect');
  const principal = memberOf(statement, 'Principal');
  if (effect !== 'Allow' || has(statement, 'Condition') || principal === undefined) return false;
  return (
    principal === '*' || (isValueMap(principal) && textsOf(principal, 'AWS', []).some(({ value }) => value === '*'))
  );
}
