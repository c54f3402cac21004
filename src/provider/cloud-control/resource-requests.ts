import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { Provider, RequestEvent } from '../provider.ts';
import type { Subject } from './failures.ts';
import type { Interruption } from './interruption.ts';
import type { Status } from './poller.ts';
import { type Asked, readHooks, readProgressEvent } from './progress-event.ts';
import { everyPage } from './reads.ts';
import type { Requests } from './requests.ts';

interface StatusRequest {
  readonly region: string;
  readonly requestToken: string;
  /** What is known of the request already. */
  readonly asked?: Asked;
  /** Default: true. */
  readonly isRetried?: boolean;
  readonly interruption?: Interruption;
}

/** GetResourceRequestStatus. */
export async function readStatus(requests: Requests, request: StatusRequest): Promise<Result<Status, Failure>> {
  const { region, requestToken, asked = {}, isRetried = true, interruption } = request;
  const answer = await requests.send({
    subject: {
      operation: 'GetResourceRequestStatus',
      region,
      typeName: asked.typeName,
      identifier: asked.identifier,
    },
    input: { RequestToken: requestToken },
    isRetried,
    ...(interruption === undefined ? {} : { interruption }),
    read: (output, answeredMs) => {
      const event = readProgressEvent(output.ProgressEvent, asked, answeredMs);
      return event.ok ? ok({ event: event.value, hooks: readHooks(output.HooksProgressEvent) }) : event;
    },
  });
  return answer.ok ? answer : err({ ...answer.error, requestToken });
}

/** ListResourceRequests, page after page. */
export async function listResourceRequests(
  requests: Requests,
  request: Parameters<Provider['listRequests']>[0],
): Promise<Result<readonly RequestEvent[], Failure>> {
  const { region, operations, statuses } = request;
  const events: RequestEvent[] = [];
  const subject = {
    operation: 'ListResourceRequests',
    region,
    typeName: undefined,
    identifier: undefined,
  } as const satisfies Subject;
  const pages = await everyPage(subject, async (nextToken) => {
    const answer = await requests.send({
      subject,
      input: {
        MaxResults: 100,
        NextToken: nextToken,
        // The service knows best which words it takes.
        ResourceRequestStatusFilter:
          operations === undefined && statuses === undefined
            ? undefined
            : {
                Operations: operations as ('CREATE' | 'UPDATE' | 'DELETE')[] | undefined,
                OperationStatuses: statuses as RequestEvent['status'][] | undefined,
              },
      },
      read: (output, answeredMs): Result<{ page: readonly RequestEvent[]; nextToken: string | undefined }, string> => {
        const page: RequestEvent[] = [];
        for (const summary of output.ResourceRequestStatusSummaries ?? []) {
          const event = readProgressEvent(summary, {}, answeredMs);
          if (!event.ok) return event;
          page.push(event.value);
        }
        return ok({ page, nextToken: output.NextToken });
      },
    });
    if (!answer.ok) return answer;
    events.push(...answer.value.page);
    return ok(answer.value.nextToken);
  });
  return pages.ok ? ok(events) : pages;
}

/** CancelResourceRequest. */
export async function cancelRequest(
  requests: Requests,
  request: { readonly region: string; readonly requestToken: string; readonly interruption: Interruption },
): Promise<Result<RequestEvent, Failure>> {
  const { region, requestToken, interruption } = request;
  const answer = await requests.send({
    subject: { operation: 'CancelResourceRequest', region, typeName: undefined, identifier: undefined },
    input: { RequestToken: requestToken },
    interruption,
    read: (output, answeredMs) => readProgressEvent(output.ProgressEvent, {}, answeredMs),
  });
  return answer.ok ? answer : err({ ...answer.error, requestToken });
}
