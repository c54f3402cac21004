import { ok } from '../../base/result.ts';
import { checkInput, textOf } from '../input.ts';
import type { OperationHandler } from '../operation-context.ts';
import { askedEventOf } from '../progress-event.ts';
import { requestTokenNotFound } from '../wire-error.ts';

export const getResourceRequestStatus: OperationHandler = (context) => {
  const checked = checkInput('GetResourceRequestStatus', context.body);
  if (!checked.ok) return Promise.resolve(checked);
  const requestToken = textOf(context.body, 'RequestToken') ?? '';
  const request = context.partition.requests.get(requestToken);
  return Promise.resolve(
    request === undefined ? requestTokenNotFound(requestToken) : ok({ ProgressEvent: askedEventOf(request, context) }),
  );
};
