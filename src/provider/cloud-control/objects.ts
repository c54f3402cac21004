import { ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { ObjectName, ObjectToPut } from '../provider.ts';
import type { Requests } from './requests.ts';

/** Whether an object is in a bucket. */
export async function findObject(
  requests: Requests,
  { region, bucket, key }: ObjectName,
): Promise<Result<'there' | 'absent', Failure>> {
  const answer = await requests.send({
    subject: { operation: 'HeadObject', region, typeName: undefined, identifier: `s3://${bucket}/${key}` },
    input: { Bucket: bucket, Key: key },
    read: (): Result<'there' | 'absent', string> => ok('there'),
  });
  // A HEAD says no more than that: whether the bucket is missing is told by the upload.
  return !answer.ok && ['NoSuchKey', 'NotFound'].includes(answer.error.errorName ?? '') ? ok('absent') : answer;
}

/** Puts an object into a bucket. */
export async function putObject(
  requests: Requests,
  { region, bucket, key, content, sha256 }: ObjectToPut,
): Promise<Result<undefined, Failure>> {
  return requests.send({
    subject: { operation: 'PutObject', region, typeName: undefined, identifier: `s3://${bucket}/${key}` },
    input: { Bucket: bucket, Key: key, Sha256: sha256, Size: content.length, Body: content },
    read: (): Result<undefined, string> => ok(undefined),
  });
}
