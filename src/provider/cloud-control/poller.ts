import { type Backoff, waitMs } from '../../base/backoff.ts';
import type { Clock } from '../../base/clock.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { count } from '../../base/text.ts';
import type { ProviderEvent } from '../events.ts';
import type { Failure, FailureKind, HookResult } from '../failure.ts';
import type { RequestEvent } from '../provider.ts';
import { createFailure, type Subject } from './failures.ts';
import type { Interruption } from './interruption.ts';
import { isTerminal } from './progress-event.ts';

export interface PollTiming {
  /** The waits after the first poll, which is made at once, or where another request of its kind has shown how long it takes. */
  readonly backoff: Backoff;
  /** RetryAfter is followed up to this far ahead. */
  readonly retryAfterCapMs: number;
  /** When to stop waiting for a request. Its handler's own limit is the better measure where it is known. */
  readonly timeoutMs: number;
}

/** Most requests take 1 to 5 seconds; two hours is how long a handler may take where its schema says nothing. */
export const defaultPollTiming: PollTiming = {
  backoff: { firstMs: 500, factor: 1.5, capMs: 10_000 },
  retryAfterCapMs: 60_000,
  timeoutMs: 7_200_000,
};

export interface Status {
  readonly event: RequestEvent;
  readonly hooks: readonly HookResult[];
}

export interface PollerOptions {
  readonly clock: Clock;
  readonly interruption: Interruption;
  readonly emit: (event: ProviderEvent) => void;
  readonly timing: PollTiming;
  /** Asks for the status once. `known` is the last event seen. */
  readonly askStatus: (region: string, known: RequestEvent) => Promise<Result<Status, Failure>>;
}

/** Follows an accepted request to SUCCESS, FAILED or CANCEL_COMPLETE. Every failure of the waiting carries the RequestToken. */
export type Poller = (subject: Subject, first: RequestEvent, timeoutMs?: number) => Promise<Result<Status, Failure>>;

/** Of the time that the last request of its kind took: earlier than that nobody looks. */
const earliestShare = 0.7;

/** StatementFailure of the moment: the request runs on meanwhile, and so does the waiting. */
const passingTrouble: ReadonlySet<FailureKind> = new Set(['throttled', 'unreachable', 'service', 'malformed']);

export function createPoller(options: PollerOptions): Poller {
  const { clock, interruption, emit, timing, askStatus } = options;

  /** By operation and type: how long the last such request took, in milliseconds. */
  const lastTook = new Map<string, number>();

  return async (subject, first, timeoutMs = timing.timeoutMs) => {
    const { requestToken } = first;
    const startedMs = clock.now();
    const kind = `${first.operation} ${first.typeName}`;
    const deadlineMs = clock.now() + timeoutMs;
    let status: Status = { event: first, hooks: [] };
    let trouble: Failure | undefined;
    for (let polls = 0; ; polls++) {
      const { event } = status;
      if (isTerminal(event)) {
        if (event.status === 'SUCCESS' && polls > 0) lastTook.set(kind, clock.now() - startedMs);
        return ok(status);
      }
      const nowMs = clock.now();
      if (nowMs >= deadlineMs && polls > 0) {
        return err(createFailure(subject, { ...timedOut(event, timeoutMs, trouble), ...about(event, polls) }));
      }
      const grownMs =
        polls === 0 ? Math.round(earliestShare * (lastTook.get(kind) ?? 0)) : waitMs(timing.backoff, polls - 1);
      const wantedMs = trouble === undefined ? Math.max(grownMs, retryAfterMs(event, nowMs, timing)) : grownMs;
      const nextMs = Math.min(wantedMs, deadlineMs - nowMs);
      emit({
        kind: 'request.progress',
        requestToken,
        status: String(event.fields['OperationStatus'] ?? event.status),
        statusMessage: trouble === undefined ? statusMessageOf(event) : `${trouble.operation}: ${trouble.message}`,
        waitMs: nextMs,
      });
      if (nextMs > 0) await interruption.sleep(nextMs);
      const answer = interruption.isInterrupted ? undefined : await askStatus(subject.region, event);
      if (answer === undefined || (!answer.ok && answer.error.kind === 'interrupted')) {
        return err(createFailure(subject, { ...interrupted(event), ...about(event, polls) }));
      }
      if (answer.ok) {
        status = answer.value;
        trouble = undefined;
      } else if (passingTrouble.has(answer.error.kind)) {
        trouble = answer.error;
      } else {
        return err({ ...answer.error, identifier: event.identifier, requestToken, attempts: polls + 1 });
      }
    }
  };
}

/**
 * How long RetryAfter asks to wait. Measured from EventTime where it is there, so that a clock that goes wrong on our side makes
 * no one wait.
 */
function retryAfterMs(event: RequestEvent, nowMs: number, timing: PollTiming): number {
  const { RetryAfter: retryAfter, EventTime: eventTime } = event.fields;
  if (typeof retryAfter !== 'number') return 0;
  const byOurClockMs = retryAfter * 1000 - nowMs;
  const byTheirClockMs = typeof eventTime === 'number' ? (retryAfter - eventTime) * 1000 : Infinity;
  return Math.max(0, Math.min(byOurClockMs, byTheirClockMs, timing.retryAfterCapMs));
}

function about(event: RequestEvent, polls: number): Pick<Failure, 'identifier' | 'requestToken' | 'attempts'> {
  return { identifier: event.identifier, requestToken: event.requestToken, attempts: polls };
}

function timedOut(
  event: RequestEvent,
  timeoutMs: number,
  trouble: Failure | undefined,
): Pick<Failure, 'kind' | 'message'> {
  const waited = `The request is ${event.status} after ${formatWait(timeoutMs)}, and it may go on.`;
  const last = trouble === undefined ? statusMessageOf(event) : `${trouble.operation}: ${trouble.message}`;
  return { kind: 'timed-out', message: last === undefined ? waited : `${waited} Last: ${last}` };
}

function formatWait(ms: number): string {
  return ms < 60_000 ? count(Math.round(ms / 1000), 'second') : count(Math.round(ms / 60_000), 'minute');
}

function interrupted(event: RequestEvent): Pick<Failure, 'kind' | 'message'> {
  return { kind: 'interrupted', message: `Interrupted while the request was ${event.status}; it may go on.` };
}

export function statusMessageOf(event: RequestEvent): string | undefined {
  const message = event.fields['StatusMessage'];
  return typeof message === 'string' && message !== '' ? message : undefined;
}
