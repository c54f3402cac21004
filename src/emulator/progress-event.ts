import type { Json, JsonObject } from '../base/json.ts';
import type { WireProgressEvent } from '../provider/cloud-control/wire.ts';
import type { RequestRecord } from './world.ts';

/** A request as Cloud Control tells of it. Members without a value are left out. */
export function progressEventOf(request: RequestRecord, options: { readonly withRetryAfter: boolean }): JsonObject {
  const { identifier, shownModel, message, errorCode } = request;
  const event: WireProgressEvent = {
    TypeName: request.typeName,
    ...(identifier === undefined ? {} : { Identifier: identifier }),
    RequestToken: request.requestToken,
    Operation: request.operation,
    OperationStatus: request.status,
    EventTime: request.eventAtMs / 1000,
    ...(shownModel === undefined ? {} : { ResourceModel: JSON.stringify(shownModel) }),
    ...(message === undefined ? {} : { StatusMessage: message.slice(0, 2048) }),
    ...(errorCode === undefined ? {} : { ErrorCode: errorCode }),
    ...(options.withRetryAfter && request.status === 'IN_PROGRESS' ? { RetryAfter: request.endsAtMs / 1000 } : {}),
  };
  return Object.fromEntries(Object.entries(event) as [string, Json][]);
}
