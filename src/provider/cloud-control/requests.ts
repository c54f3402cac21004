import pLimit from 'p-limit';
import type { Clock } from '../../base/clock.ts';
import type { RandomSource } from '../../base/random.ts';
import { err, type Result } from '../../base/result.ts';
import type { ProviderEvent } from '../events.ts';
import type { Failure, FailureKind } from '../failure.ts';
import type { Input, Output } from './calls.ts';
import { createFailure, failureFromError, isAboutTime, malformedAnswer, type Subject } from './failures.ts';
import type { Interruption } from './interruption.ts';
import type { Pace, PacedRequest, Throttled } from './pace.ts';
import { clockSkewRetry, jitteredWaitMs, requestRetries, type RetryPolicy } from './retries.ts';
import type { Transport } from './transport.ts';
import type { RequestName } from './wire.ts';

/** One request to be sent, and how its answer is read. */
export interface Request<O extends RequestName, T> {
  readonly subject: Omit<Subject, 'operation'> & { readonly operation: O };
  readonly input: Input<O>;
  /**
   * The wanted part of the answer, or what is wrong with it. `answeredMs`: when it was given, by the service's clock. `sentAtMs`: when the
   * request went out that it answers, after all waiting, by the clock of the run.
   */
  readonly read: (output: Output<O>, answeredMs: number | undefined, sentAtMs: number) => Result<T, string>;
  /** Whether trouble is met by trying again. Default: true. */
  readonly isRetried?: boolean;
  /** Default: the one of all requests. */
  readonly interruption?: Interruption;
}

/** The way to the service: paced, bounded in number, retried, told of. */
export interface Requests {
  send<O extends RequestName, T>(request: Request<O, T>): Promise<Result<T, Failure>>;
  /** The service behind the handler has throttled a request that was sent at a time: others like it are sent at a lower rate. */
  slowDown(subject: Request<RequestName, unknown>['subject'], sentAtMs: number): void;
}

export interface RequestsOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly interruption: Interruption;
  readonly emit: (event: ProviderEvent) => void;
  readonly pace: Pace;
  /** Requests under way at one time. */
  readonly concurrency: number;
  /** In place of the attempts of the table of retries. */
  readonly maxAttempts: number | undefined;
}

/** How long an answer to a mutation is still waited for after an interruption, so that its RequestToken is not lost. */
const mutationGraceMs = 5000;

const mutations: ReadonlySet<RequestName> = new Set(['CreateResource', 'UpdateResource', 'DeleteResource']);

/** A hint of the service when to come back is followed up to this much over the own wait. */
const retryAfterAllowanceMs = 5000;

interface StatementFailure {
  readonly failure: Failure;
  readonly sentAtMs: number;
  readonly error?: unknown;
}

export function createRequests(options: RequestsOptions): Requests {
  const { transport, clock, random, emit, pace, maxAttempts } = options;
  const limit = pLimit(options.concurrency);

  async function sendOnce<O extends RequestName, T>(
    request: Request<O, T>,
    interruption: Interruption,
  ): Promise<Result<T, StatementFailure>> {
    const { subject, input, read } = request;
    const { operation, region, typeName, identifier } = subject;
    const about = { operation, region, typeName, identifier };
    const startedMs = clock.now();
    emit({ kind: 'request.sent', ...about });
    const answer = await answerOf();
    emit({
      kind: 'request.answered',
      ...about,
      errorName: answer.ok ? undefined : (answer.error.failure.errorName ?? answer.error.failure.kind),
      elapsedMs: clock.now() - startedMs,
    });
    return answer;

    async function answerOf(): Promise<Result<T, StatementFailure>> {
      try {
        const graceMs = mutations.has(operation) ? mutationGraceMs : 0;
        const output = await interruption.guard(
          (givenUp) => transport.call({ operation, region, input, givenUp }),
          graceMs,
        );
        const value = read(output, answeredMsOf(output), startedMs);
        if (value.ok) return value;
        return err({ failure: malformedAnswer(subject, value.error, requestIdOf(output)), sentAtMs: startedMs });
      } catch (error) {
        return err({
          failure: failureFromError(error, subject, transport.addressOf(region)),
          sentAtMs: startedMs,
          error,
        });
      }
    }
  }

  /** Sends when the pace and the requests under way leave room for it; undefined where there is an interruption first. */
  async function sendInTurn<O extends RequestName, T>(
    request: Request<O, T>,
    interruption: Interruption,
  ): Promise<Result<T, StatementFailure> | undefined> {
    for (;;) {
      const leave = await pace.wait(request.subject, interruption);
      const sent = await limit(async () => {
        if (interruption.isInterrupted) return { answer: undefined };
        if (!leave.holds()) return undefined;
        const answer = await sendOnce(request, interruption);
        // Before the next one takes the place of this one.
        if (!answer.ok) noteThrottled(request.subject, answer.error);
        return { answer };
      });
      if (sent !== undefined) return sent.answer;
    }
  }

  function noteThrottled(subject: PacedRequest, { failure, sentAtMs }: StatementFailure): void {
    if (failure.kind === 'throttled')
      slowDown(subject, { sentAtMs, isByService: failure.handlerErrorCode !== undefined });
  }

  function slowDown(subject: PacedRequest, throttled: Throttled): void {
    const slowed = pace.slowDown(subject, throttled);
    if (slowed !== undefined) emit({ kind: 'request.slowed', region: subject.region, ...slowed });
  }

  return {
    slowDown: (subject, sentAtMs) => slowDown(subject, { sentAtMs, isByService: true }),
    send: async (request) => {
      const { subject } = request;
      const interruption = request.interruption ?? options.interruption;
      let last: Failure | undefined;
      const failedBy = new Map<FailureKind, number>();
      for (let attempt = 1; ; attempt++) {
        const answer = await sendInTurn(request, interruption);
        if (answer === undefined) return err(interruptedFailure(subject, last));
        if (answer.ok) return answer;
        const { failure, error } = answer.error;
        last = { ...failure, attempts: attempt };
        if (failure.kind === 'interrupted') return err(interruptedFailure(subject, last));
        const policy = request.isRetried === false ? undefined : policyFor(failure, error, maxAttempts);
        // Each kind of trouble has its own tries: a throttled request may still lose an answer.
        const tries = (failedBy.get(failure.kind) ?? 0) + 1;
        failedBy.set(failure.kind, tries);
        if (policy === undefined || (maxAttempts === undefined ? tries : attempt) >= policy.attempts) return err(last);
        const waitMs = jitteredWaitMs(policy, tries - 1, random);
        await interruption.sleep(waitWithHintMs(waitMs, error));
      }
    },
  };
}

function policyFor(failure: Failure, error: unknown, maxAttempts: number | undefined): RetryPolicy | undefined {
  // The SDK sets its clock by any error; only some were refused for the time of day.
  const isSkew = isAboutTime(failure) && metadataOf(error)['clockSkewCorrected'] === true;
  const policy = isSkew ? clockSkewRetry : requestRetries[failure.kind];
  return policy === undefined || maxAttempts === undefined ? policy : { ...policy, attempts: maxAttempts };
}

/** `last` is what the last attempt came to, where there was one. */
function interruptedFailure(subject: Request<RequestName, unknown>['subject'], last: Failure | undefined): Failure {
  const message =
    last === undefined
      ? 'Interrupted before the request was sent.'
      : !mutations.has(subject.operation)
        ? 'Interrupted.'
        : last.kind === 'throttled'
          ? 'Interrupted; the request was throttled and not accepted.'
          : 'Interrupted; it is not known whether the request was accepted.';
  return createFailure(subject, { kind: 'interrupted', message, attempts: last?.attempts ?? 0 });
}

/** The service may say when to come back: `x-amz-retry-after` in milliseconds, `retry-after` in seconds. */
function waitWithHintMs(waitMs: number, error: unknown): number {
  const response = membersOf(membersOf(error)['$response']);
  const headers = membersOf(response['headers']);
  const hintMs = Number(headers['x-amz-retry-after'] ?? Number(headers['retry-after']) * 1000);
  return hintMs > waitMs ? Math.min(hintMs, waitMs + retryAfterAllowanceMs) : waitMs;
}

function answeredMsOf(output: unknown): number | undefined {
  const { answeredMs } = metadataOf(output);
  return typeof answeredMs === 'number' ? answeredMs : undefined;
}

function requestIdOf(output: unknown): string | undefined {
  const { requestId } = metadataOf(output);
  return typeof requestId === 'string' ? requestId : undefined;
}

function metadataOf(value: unknown): Readonly<Record<string, unknown>> {
  return membersOf(membersOf(value)['$metadata']);
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object may be asked for members that it does not have.
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
