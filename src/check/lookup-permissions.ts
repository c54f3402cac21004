import { namedArn } from '../resource-types/arns/named-arns.ts';
import { typeArn } from '../resource-types/arns/type-arn.ts';
import type { Question } from '../template/lookups.ts';
import type { PermissionGroup } from './permission-group.ts';

/**
 * What has to be allowed for everything that templates ask outside of the stack; `usualRegion`: where they ask that name no region.
 * `assetFolders`: the buckets and prefixes to which files are uploaded, `bucket/prefix/`; none where nothing is written.
 */
export function lookupGroups(
  questions: readonly Question[],
  usualRegion: string | undefined,
  assetFolders: readonly string[],
): { readonly groups: readonly PermissionGroup[]; readonly notes: readonly string[] } {
  const parameters = questions.filter((question) => question.kind === 'parameter');
  const secrets = questions.filter((question) => question.kind === 'secret');
  const groups = [
    group('Parameters', ['ssm:GetParameter'], parameters.map(parameterArn)),
    group('Secrets', ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], secrets.map(secretArn)),
    group(
      'Assets',
      ['s3:GetObject', 's3:PutObject'],
      assetFolders.map((folder) => `${bucketArn(folder)}*`),
    ),
    group(
      'AssetBuckets',
      ['s3:ListBucket'],
      assetFolders.map((folder) => bucketArn(folder.split('/')[0] ?? '')),
    ),
  ].filter((one) => one !== undefined);
  const notes =
    secrets.length + parameters.length === 0
      ? []
      : ['secrets and SecureString parameters that have a key of their own need kms:Decrypt for that key, too'];
  return { groups, notes };

  function bucketArn(path: string): string {
    return typeArn('AWS::S3::Bucket', path, { region: usualRegion ?? '', accountId: '*' });
  }

  function parameterArn({ name, region = usualRegion }: (typeof parameters)[number]): string | undefined {
    if (name.startsWith('arn:')) return name;
    // Behind a colon is a version or a label.
    return region === undefined
      ? undefined
      : namedArn('AWS::SSM::Parameter', { Name: name.split(':')[0] ?? '' }, region);
  }

  function secretArn({ name, region = usualRegion }: (typeof secrets)[number]): string | undefined {
    if (name.startsWith('arn:')) return name;
    return region === undefined ? undefined : namedArn('AWS::SecretsManager::Secret', { Name: name }, region);
  }
}

function group(
  name: string,
  actions: readonly string[],
  arns: readonly (string | undefined)[],
): PermissionGroup | undefined {
  if (arns.length === 0) return undefined;
  const known = arns.filter((arn) => arn !== undefined);
  return known.length < arns.length ? { name, actions } : { name, actions, resources: [...new Set(known)].sort() };
}
