import type { RequestEvent } from '../provider.ts';
import { isTerminal } from './progress-event.ts';

/** What requests are about: the resource that they made or removed. */
interface About {
  readonly typeName: string;
  readonly identifier: string;
}

/** Whether a request that came after `create` has deleted what that made. */
export function isDeletedSince(history: readonly RequestEvent[], create: RequestEvent, about: About): boolean {
  return deletesSince(history, create, about).some(({ status }) => status === 'SUCCESS');
}

/** Whether a request that came after `create` was to delete what that made, and FAILED: it may have done so all the same. */
export function hasFailedDeleteSince(history: readonly RequestEvent[], create: RequestEvent, about: About): boolean {
  return deletesSince(history, create, about).some(({ status }) => status === 'FAILED');
}

function deletesSince(history: readonly RequestEvent[], create: RequestEvent, about: About): readonly RequestEvent[] {
  return history.filter(
    (event) =>
      event.operation === 'DELETE' &&
      event.requestToken !== create.requestToken &&
      isAbout(event, about) &&
      timeOf(event) >= timeOf(create),
  );
}

/** The last create of a resource that has ended, however it ended. */
export function lastCreateOf(history: readonly RequestEvent[], about: About): RequestEvent | undefined {
  return history
    .filter((event) => event.operation === 'CREATE' && isTerminal(event) && isAbout(event, about))
    .reduce<RequestEvent | undefined>(
      (last, event) => (last === undefined || timeOf(event) > timeOf(last) ? event : last),
      undefined,
    );
}

function isAbout(event: RequestEvent, { typeName, identifier }: About): boolean {
  return event.typeName === typeName && event.identifier === identifier;
}

/** Epoch seconds; the order of the list itself is not documented. */
function timeOf({ fields }: RequestEvent): number {
  const seconds = fields['EventTime'];
  return typeof seconds === 'number' ? seconds : 0;
}
