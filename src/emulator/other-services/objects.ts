import type { JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { integerOf, textOf } from '../input.ts';
import type { OperationContext } from '../operation-context.ts';
import { validationError, type WireError } from '../wire-error.ts';
import { otherServiceError } from './other-service-error.ts';

/** HeadObject of S3. Every bucket is there, whoever has made it: those of assets are seldom part of a stack. */
export function headObject({ body, world, place }: OperationContext): Result<JsonObject, WireError> {
  const bucket = textOf(body, 'Bucket') ?? '';
  const key = textOf(body, 'Key') ?? '';
  const found = world.object(place.accountId, bucket, key);
  return found === undefined ? otherServiceError('NotFound', '', 404) : ok({ ContentLength: found.sizeBytes });
}

/** PutObject of S3: that it was put is kept, and nothing of its content. */
export async function putObject({ body, world, place }: OperationContext): Promise<Result<JsonObject, WireError>> {
  const bucket = textOf(body, 'Bucket') ?? '';
  const key = textOf(body, 'Key') ?? '';
  if (bucket === '' || key === '') return validationError('PutObject needs a bucket and a key');
  const object = { bucket, key, sizeBytes: integerOf(body, 'Size') ?? 0, sha256: textOf(body, 'Sha256') ?? '' };
  await world.commit([{ kind: 'put-object', place, object }]);
  return ok({});
}
