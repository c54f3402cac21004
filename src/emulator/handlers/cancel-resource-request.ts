import { ok } from '../../base/result.ts';
import { checkInput, textOf } from '../input.ts';
import type { OperationHandler } from '../operation-context.ts';
import { progressEventOf } from '../progress-event.ts';
import { requestTokenNotFound, validationError } from '../wire-error.ts';
import type { RequestRecord } from '../world.ts';

/** Ends a running request before it has done anything. Cancelling it again says the same; an ended one cannot be cancelled. */
export const cancelResourceRequest: OperationHandler = async (context) => {
  const checked = checkInput('CancelResourceRequest', context.body);
  if (!checked.ok) return checked;
  const requestToken = textOf(context.body, 'RequestToken') ?? '';
  const request = context.partition.requests.get(requestToken);
  if (request === undefined) return requestTokenNotFound(requestToken);
  switch (request.status) {
    case 'SUCCESS':
    case 'FAILED':
      return validationError(`Request ${requestToken} is already in status ${request.status}`);
    case 'CANCEL_COMPLETE':
      return ok({ ProgressEvent: progressEventOf(request) });
    case 'IN_PROGRESS': {
      const cancelled: RequestRecord = {
        ...request,
        status: 'CANCEL_COMPLETE',
        eventAtMs: context.nowMs,
        wanted: undefined,
        shownModel: undefined,
      };
      await context.world.commit([{ kind: 'put-request', place: context.place, request: cancelled }]);
      return ok({ ProgressEvent: progressEventOf(cancelled) });
    }
  }
};
