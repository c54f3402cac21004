import type { Json, JsonObject } from '../base/json.ts';
import type { WireProgressEvent } from '../provider/cloud-control/wire.ts';
import type { EmulatorOptions } from './emulator.ts';
import type { RequestRecord } from './world.ts';

/** A request as Cloud Control tells of it when it is accepted or cancelled. Members without a value are left out. */
export function progressEventOf(request: RequestRecord, retryAfterMs?: number): JsonObject {
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
    ...(retryAfterMs === undefined ? {} : { RetryAfter: retryAfterMs / 1000 }),
  };
  return Object.fromEntries(Object.entries(event) as [string, Json][]);
}

/** A request as Cloud Control answers a question for it: a running one says when to ask again. */
export function askedEventOf(
  request: RequestRecord,
  { options, nowMs }: { readonly options: Pick<EmulatorOptions, 'retryAfterMs'>; readonly nowMs: number },
): JsonObject {
  const { retryAfterMs } = options;
  if (request.status !== 'IN_PROGRESS' || retryAfterMs === 'none') return progressEventOf(request);
  if (retryAfterMs !== undefined) return progressEventOf(request, nowMs + retryAfterMs);
  // A request that is stuck does not know its end.
  return progressEventOf(request, request.endsAtMs === neverMs ? undefined : request.endsAtMs);
}

/** The end of a request that stays IN_PROGRESS until it is cancelled. */
export const neverMs = Number.MAX_SAFE_INTEGER;
