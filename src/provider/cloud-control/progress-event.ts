import type { HookProgressEvent, ProgressEvent } from '@aws-sdk/client-cloudcontrol';
import { err, ok, type Result } from '../../base/result.ts';
import type { HookResult } from '../failure.ts';
import type { RequestEvent } from '../provider.ts';

const statuses: ReadonlySet<string> = new Set<RequestEvent['status']>([
  'PENDING',
  'IN_PROGRESS',
  'SUCCESS',
  'FAILED',
  'CANCEL_IN_PROGRESS',
  'CANCEL_COMPLETE',
]);

const fieldNames = [
  'ErrorCode',
  'EventTime',
  'HooksRequestToken',
  'Identifier',
  'Operation',
  'OperationStatus',
  'RequestToken',
  'ResourceModel',
  'RetryAfter',
  'StatusMessage',
  'TypeName',
] as const satisfies readonly (keyof ProgressEvent)[];

/** What the request was about, for events that do not say it. */
export interface Asked {
  readonly typeName?: string | undefined;
  readonly identifier?: string | undefined;
  readonly operation?: string | undefined;
}

/**
 * The event as the port has it, or what it lacks. Times are epoch seconds, but for `answeredMs`: when the service answered. A status that is not known counts as IN_PROGRESS; its
 * own word stays in `fields`.
 */
export function readProgressEvent(
  event: ProgressEvent | undefined,
  asked: Asked,
  answeredMs: number | undefined,
): Result<RequestEvent, string> {
  if (event === undefined) return err('The answer has no ProgressEvent.');
  const fields = Object.fromEntries(
    fieldNames.flatMap((name): [string, string | number][] => {
      const value: unknown = event[name];
      if (value instanceof Date) return [[name, value.getTime() / 1000]];
      // The SDK makes dates of times; on the wire they are numbers.
      return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
    }),
  );
  const { RequestToken: requestToken, OperationStatus: status } = fields;
  if (typeof requestToken !== 'string' || requestToken === '') return err('The answer has no RequestToken.');
  if (typeof status !== 'string' || status === '') return err('The answer has no OperationStatus.');
  return ok({
    requestToken,
    operation: textOf(fields['Operation']) ?? asked.operation ?? '',
    status: isStatus(status) ? status : 'IN_PROGRESS',
    typeName: textOf(fields['TypeName']) ?? asked.typeName ?? '',
    identifier: textOf(fields['Identifier']) ?? asked.identifier,
    ...ageOf(fields['EventTime'], answeredMs),
    fields,
  });
}

function ageOf(eventTime: string | number | undefined, answeredMs: number | undefined): { readonly ageMs?: number } {
  return typeof eventTime === 'number' && answeredMs !== undefined
    ? { ageMs: Math.max(0, answeredMs - eventTime * 1000) }
    : {};
}

export function readHooks(events: readonly HookProgressEvent[] | undefined): readonly HookResult[] {
  // The declared type is a hope: anything may stand in an answer.
  const given: unknown = events;
  if (!Array.isArray(given)) return [];
  return given.flatMap((event: HookProgressEvent | null): HookResult[] =>
    typeof event?.HookTypeName === 'string'
      ? [{ typeName: event.HookTypeName, status: event.HookStatus ?? '', message: event.HookStatusMessage }]
      : [],
  );
}

/** Whether nothing more will happen to the request. */
export function isTerminal(event: RequestEvent): boolean {
  return event.status === 'SUCCESS' || event.status === 'FAILED' || event.status === 'CANCEL_COMPLETE';
}

function isStatus(text: string): text is RequestEvent['status'] {
  return statuses.has(text);
}

/** A field that is there and not empty. */
export function textOf(field: string | number | undefined): string | undefined {
  return typeof field === 'string' && field !== '' ? field : undefined;
}
