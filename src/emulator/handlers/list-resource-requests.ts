import { isJsonObject } from '../../base/json.ts';
import { ok } from '../../base/result.ts';
import { checkInput, integerOf, textOf } from '../input.ts';
import type { OperationContext, OperationHandler } from '../operation-context.ts';
import { formatPageToken, parsePageToken } from '../page-token.ts';
import { askedEventOf } from '../progress-event.ts';

/** Requests of the last seven days, the newest first. */
export const listResourceRequests: OperationHandler = (context) => {
  const checked = checkInput('ListResourceRequests', context.body);
  if (!checked.ok) return Promise.resolve(checked);
  const after = parsePageToken(textOf(context.body, 'NextToken'));
  if (!after.ok) return Promise.resolve(after);
  const operations = filterOf('Operations', context);
  const statuses = filterOf('OperationStatuses', context);
  const pageSize = integerOf(context.body, 'MaxResults') ?? 20;
  const newestFirst = [...context.partition.requests.values()].reverse();
  const position = newestFirst.findIndex(({ requestToken }) => requestToken === after.value);
  // Where the last page's end has expired in the meantime, everything after it has expired too.
  const rest = after.value === undefined ? newestFirst : position < 0 ? [] : newestFirst.slice(position + 1);
  const left = rest
    .filter(({ operation }) => operations === undefined || operations.includes(operation))
    .filter(({ status }) => statuses === undefined || statuses.includes(status));
  const page = left.slice(0, pageSize);
  const last = page.at(-1);
  return Promise.resolve(
    ok({
      ResourceRequestStatusSummaries: page.map((request) => askedEventOf(request, context)),
      ...(left.length > page.length && last !== undefined ? { NextToken: formatPageToken(last.requestToken) } : {}),
    }),
  );
};

/** The values that a filter lets through; an empty filter lets everything through. */
function filterOf(name: string, { body }: OperationContext): readonly unknown[] | undefined {
  const filter = body['ResourceRequestStatusFilter'];
  const values = isJsonObject(filter) ? filter[name] : undefined;
  return Array.isArray(values) && values.length > 0 ? values : undefined;
}
