import type { ComparisonContext } from '../comparison.ts';
import { partitionOf } from '../facts/partitions.ts';
import type { ScalarRule } from '../place.ts';

/**
 * A name and the ARN of what it names: a service takes either and returns one of them (recorded reads of 2026: the FunctionName of
 * Lambda aliases and event source mappings, the role of Glue crawlers, the key of KMS aliases). A name means a resource of the
 * stack's own account and region, so the ARN has to be of these. It says nothing of the path of an IAM role, whose names are unique
 * without it; but a name without a qualifier is not one version of a function.
 */
export const namesAndArns: ScalarRule = {
  rule: 'arn',
  isEqual: (desired, live, { context }) => {
    const [wanted, actual] = [parseArn(desired), parseArn(live)];
    if (wanted !== undefined && actual !== undefined) return sameLogGroup(desired, live, wanted);
    if (actual !== undefined) return names(desired, actual, context);
    return wanted !== undefined && names(live, wanted, context);
  },
};

interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

function parseArn(text: string): Arn | undefined {
  const match = /^arn:([a-z-]+):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws)?:(.+)$/.exec(text);
  if (match === null) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
}

/** Services in whose ARNs the name is all of the last part: what stands before a slash there is part of the name. */
const withoutKinds: ReadonlySet<string> = new Set(['s3', 'sns', 'sqs']);

function names(name: string, arn: Arn, { region, account }: ComparisonContext): boolean {
  if (name === '' || !isOwn(arn, region, account)) return false;
  // `123456789012:function:name` is a partial ARN of Lambda, which says itself which account it means.
  if (arn.resource === name || `${arn.account}:${arn.resource}` === name) return true;
  if (withoutKinds.has(arn.service)) return false;
  const inner = /^[a-z][a-zA-Z-]*[:/](.+)$/.exec(arn.resource)?.[1];
  if (inner === undefined) return false;
  return inner === name || (arn.service === 'iam' && inner.endsWith(`/${name.replace(/^\//, '')}`));
}

function isOwn(arn: Arn, region: string | undefined, account: string | undefined): boolean {
  const isRegion = arn.region === '' || region === undefined || arn.region === region;
  const isAccount = arn.account === '' || arn.account === 'aws' || account === undefined || arn.account === account;
  const isPartition = region === undefined || arn.partition === partitionOf(region);
  return isRegion && isAccount && isPartition;
}

/** CloudWatch Logs ends the ARN of a log group with `:*` in some places and not in others (its API reference, LogGroup: arn, logGroupArn). */
function sameLogGroup(desired: string, live: string, { service }: Arn): boolean {
  return service === 'logs' && desired.replace(/:\*$/, '') === live.replace(/:\*$/, '');
}
