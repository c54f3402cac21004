import { createHash } from 'node:crypto';
import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { plannedFailure } from './faults/planned-failure.ts';
import { homeOf } from './home.ts';
import { textOf } from './input.ts';
import type { OperationContext } from './operation-context.ts';
import { neverMs, progressEventOf } from './progress-event.ts';
import { wireError, type WireError } from './wire-error.ts';
import type { RequestRecord } from './world.ts';

/** How long a ClientToken stands for the request that it came with. */
const clientTokenMs = 36 * 3_600_000;

export interface Accepted {
  readonly operation: RequestRecord['operation'];
  readonly typeName: string;
  /** Known already where the caller chose it. */
  readonly identifier: string | undefined;
  readonly wanted?: JsonObject;
  readonly shownModel?: JsonObject;
}

/** The answer to a request whose ClientToken was used before; undefined for a new one. */
export function answerToRepeated(
  operation: RequestRecord['operation'],
  context: OperationContext,
): Result<JsonObject, WireError> | undefined {
  const clientToken = textOf(context.body, 'ClientToken');
  if (clientToken === undefined) return undefined;
  const known = [...context.partition.requests.values()].findLast(
    (request) => request.clientToken === clientToken && context.nowMs - request.acceptedAtMs < clientTokenMs,
  );
  if (known === undefined) return undefined;
  const isSame = known.fingerprint === fingerprintOf(operation, context);
  if (isSame && context.options.onRepeatedToken === 'replay') return answer(known);
  return wireError(
    'ClientTokenConflictException',
    `ClientToken ${clientToken} is already associated with an existing operation with RequestToken ${known.requestToken}`,
  );
}

/** Keeps the request and answers with its first event, unless another one runs on the same resource. */
export async function acceptRequest(
  accepted: Accepted,
  context: OperationContext,
): Promise<Result<JsonObject, WireError>> {
  const { options, world, place, nowMs, effects } = context;
  const home = homeOf(accepted.typeName, place);
  const running = world
    .running()
    .filter((one) => {
      const other = homeOf(one.request.typeName, one.place);
      return other.accountId === home.accountId && other.region === home.region;
    })
    .map(({ request }) => request)
    .find(
      ({ typeName, identifier }) =>
        accepted.identifier !== undefined && typeName === accepted.typeName && identifier === accepted.identifier,
    );
  if (running !== undefined) {
    return wireError(
      'ConcurrentOperationException',
      `Resource ${accepted.typeName} with identifier ${running.identifier ?? ''} already has a ${running.operation} operation in progress with RequestToken ${running.requestToken}`,
    );
  }
  const stay = effects.find((effect) => effect.kind === 'stay');
  const durationMs = stay === undefined ? (options.requestMs ?? 0) : stay.ms;
  const request: RequestRecord = {
    requestToken: options.random.uuid(),
    clientToken: textOf(context.body, 'ClientToken'),
    fingerprint: fingerprintOf(accepted.operation, context),
    operation: accepted.operation,
    typeName: accepted.typeName,
    identifier: accepted.identifier,
    acceptedAtMs: nowMs,
    endsAtMs: durationMs === undefined ? neverMs : nowMs + durationMs,
    status: 'IN_PROGRESS',
    eventAtMs: nowMs,
    wanted: accepted.wanted,
    shownModel: accepted.shownModel,
    fault: plannedFailure(accepted, context),
    errorCode: undefined,
    message: undefined,
  };
  await world.commit([{ kind: 'put-request', place, request }]);
  return answer(request);
}

function answer(request: RequestRecord): Result<JsonObject, WireError> {
  return ok({ ProgressEvent: progressEventOf(request) });
}

/** All that was asked but for the token itself, so that nothing of it is kept in the clear. */
function fingerprintOf(operation: string, { body }: OperationContext): string {
  const members = Object.entries(body)
    .filter(([name]) => name !== 'ClientToken')
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([operation, members]))
    .digest('hex');
}
