import type { Clock } from '../../base/clock.ts';
import type { RandomSource } from '../../base/random.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { MayPass, RequestEvent } from '../provider.ts';
import type { Input, Output } from './calls.ts';
import type { EventOperation } from './event-operation.ts';
import { createFailure, type Subject } from './failures.ts';
import type { Interruption } from './interruption.ts';
import { requestTokenIn } from './message-parts.ts';
import { nextToken } from './next-token.ts';
import { type Poller, type Status, statusMessageOf } from './poller.ts';
import { isTerminal, readProgressEvent, textOf } from './progress-event.ts';
import type { Requests } from './requests.ts';
import { readStatus } from './resource-requests.ts';
import { concurrentOperationRetries, jitteredWaitMs, reissues } from './retries.ts';

export type MutationOperation = 'CreateResource' | 'UpdateResource' | 'DeleteResource';

/** One change of one resource. */
export interface Mutation<O extends MutationOperation> {
  readonly subject: Subject & { readonly operation: O; readonly typeName: string };
  /** The request, given its ClientToken. */
  readonly input: (clientToken: string) => Input<O>;
  /** Default: one is made. */
  readonly clientToken: string | undefined;
  /** Not of creates, which may leave something behind. Default: nothing passes by itself but throttling. */
  readonly mayPass?: MayPass | undefined;
}

/**
 * Whether a request is the one that was sent, or an earlier one under its ClientToken. `ended`: it had ended when it was first answered,
 * and is as a rule an old one.
 */
export type Standing = 'new' | 'old' | 'ended';

/** A change that was made. */
export interface Mutated {
  readonly event: RequestEvent;
  readonly standing: Standing;
}

/** A change that the service has taken. */
interface Accepted extends Mutated {
  /** When its request went out, after all waiting for the pace: what was sent before a rate was lowered says nothing about that rate. */
  readonly sentAtMs: number;
}

/** Why a change was not made, with the last event where the request had been accepted and ended. */
export interface Refusal {
  readonly failure: Failure;
  readonly event?: RequestEvent;
  readonly standing?: Standing;
}

/** A first event that is older than this, by the clock of the service, is one of an earlier request. Dates have no fractions of a second. */
const freshMs = 2_000;

/** Has a change accepted once and follows it to its end. */
export type Mutate = <O extends MutationOperation>(mutation: Mutation<O>) => Promise<Result<Mutated, Refusal>>;

export interface MutationsOptions {
  readonly requests: Requests;
  readonly follow: Poller;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly interruption: Interruption;
  /** How long the handler may take, where it is known. */
  readonly timeoutMsFor: (typeName: string, operation: EventOperation) => number | undefined;
}

const eventOperations: Readonly<Record<MutationOperation, EventOperation>> = {
  CreateResource: 'CREATE',
  UpdateResource: 'UPDATE',
  DeleteResource: 'DELETE',
};

export function createMutations(options: MutationsOptions): Mutate {
  const { requests, follow, clock, random, interruption, timeoutMsFor } = options;

  /** Sends with one ClientToken until the service has taken the request or refused it for good. */
  async function accept<O extends MutationOperation>(
    mutation: Mutation<O>,
    clientToken: string,
  ): Promise<Result<Accepted, Failure>> {
    const { subject } = mutation;
    const { typeName, identifier } = subject;
    for (let round = 1; ; round++) {
      const startedMs = clock.now();
      const answer = await requests.send<O, Omit<Accepted, 'standing'>>({
        subject,
        input: mutation.input(clientToken),
        read: (output: Output<O>, answeredMs, sentAtMs) => {
          const event = readProgressEvent(
            output.ProgressEvent,
            { typeName, identifier, operation: eventOperations[subject.operation] },
            answeredMs,
          );
          return event.ok ? ok({ event: event.value, sentAtMs }) : event;
        },
      });
      if (answer.ok) return ok({ ...answer.value, standing: standingOf(answer.value.event) });
      const refused = answer.error;
      if (refused.errorName === 'ClientTokenConflictException') return adopt(subject, refused, startedMs);
      if (refused.errorName !== 'ConcurrentOperationException') return answer;
      if (round >= concurrentOperationRetries.attempts) return err({ ...refused, attempts: round });
      const stopped = await waitForOther(subject, refused, round);
      if (stopped !== undefined) return err({ ...stopped, attempts: round });
    }
  }

  /** The token was accepted before, as a rule by a try whose answer was lost: that request is the one to follow. */
  async function adopt(
    subject: Mutation<MutationOperation>['subject'],
    conflict: Failure,
    startedMs: number,
  ): Promise<Result<Accepted, Failure>> {
    const requestToken = requestTokenIn(conflict.message);
    if (requestToken === undefined) return err(conflict);
    const { operation, region, typeName, identifier } = subject;
    const status = await readStatus(requests, { region, requestToken });
    if (!status.ok) return err(status.error);
    const { event } = status.value;
    const eventOperation = eventOperations[operation];
    const isSame =
      (event.typeName === typeName || event.typeName === '') &&
      (event.operation === eventOperation || event.operation === '');
    if (isSame) {
      const known = { ...event, typeName, operation: eventOperation, identifier: event.identifier ?? identifier };
      // A try of this very call had been accepted, and its answer lost: then the request is no older than the call.
      const isOfThisCall =
        conflict.attempts > 1 && event.ageMs !== undefined && event.ageMs <= clock.now() - startedMs + freshMs;
      return ok({ event: known, standing: isOfThisCall ? 'new' : 'old', sentAtMs: startedMs });
    }
    const other = `${event.operation} of ${event.typeName}`;
    return err({ ...conflict, requestToken, message: `${conflict.message} (That request is another one: ${other}.)` });
  }

  /** Waits until the request that stands in the way has ended, however it ends. Yields why trying again makes no sense. */
  async function waitForOther(
    subject: Mutation<MutationOperation>['subject'],
    refused: Failure,
    round: number,
  ): Promise<Failure | undefined> {
    const { typeName, identifier } = subject;
    const requestToken = requestTokenIn(refused.message);
    if (requestToken !== undefined) {
      const running = { requestToken, operation: '', status: 'IN_PROGRESS', typeName, identifier, fields: {} } as const;
      const ended = await follow(subject, running, timeoutMsFor(typeName, eventOperations[subject.operation]));
      if (!ended.ok && ended.error.kind === 'interrupted') {
        const message = 'Interrupted while another request was running on the resource; this one was not accepted.';
        return createFailure(subject, { kind: 'interrupted', message });
      }
      if (!ended.ok && ended.error.kind === 'timed-out') return { ...refused, requestToken };
      // The first time the way is free; if it is not, or nothing is known of the other request, more waiting is due.
      if (ended.ok && round === 1) return undefined;
    }
    await interruption.sleep(jitteredWaitMs(concurrentOperationRetries, round - 1, random));
    return undefined;
  }

  return async (mutation) => {
    const { subject } = mutation;
    let clientToken = mutation.clientToken ?? random.uuid();
    let passing = 0;
    for (let issue = 1; ; issue++) {
      const accepted = await accept(mutation, clientToken);
      if (!accepted.ok) return err({ failure: accepted.error });
      const timeoutMs = timeoutMsFor(subject.typeName, eventOperations[subject.operation]);
      const ended = await follow(subject, accepted.value.event, timeoutMs);
      if (!ended.ok) return err({ failure: ended.error });
      const { event } = ended.value;
      const { standing, sentAtMs } = accepted.value;
      if (event.status === 'SUCCESS') return ok({ event, standing });
      const failure = requestFailed(subject, ended.value, issue);
      const isOfNow = standing !== 'old' && (accepted.value.event.ageMs ?? 0) <= freshMs;
      if (failure.handlerErrorCode === 'Throttling' && isOfNow) requests.slowDown(subject, sentAtMs);
      // A create may have left something behind: that is looked for before another one is sent.
      const isFinal = event.status !== 'FAILED' || subject.operation === 'CreateResource' || interruption.isInterrupted;
      const waitMs = isFinal ? undefined : pauseAfter(failure, issue);
      if (waitMs === undefined) return err({ failure, event, standing });
      await interruption.sleep(waitMs);
      // The old token stands for the request that failed, and would bring it back.
      clientToken = mutation.clientToken === undefined ? random.uuid() : nextToken(clientToken, 'throttled');
    }

    function pauseAfter(failure: Failure, issue: number): number | undefined {
      if (failure.handlerErrorCode !== 'Throttling') return mutation.mayPass?.(failure, passing++);
      const throttled = issue - passing;
      return throttled < reissues.attempts ? jitteredWaitMs(reissues, throttled - 1, random) : undefined;
    }
  };
}

function standingOf(first: RequestEvent): Standing {
  if (isTerminal(first)) return 'ended';
  return (first.ageMs ?? 0) > freshMs ? 'old' : 'new';
}

/** FAILED and CANCEL_COMPLETE. */
function requestFailed(subject: Subject, { event, hooks }: Status, attempts: number): Failure {
  const statusMessage = statusMessageOf(event);
  const isCancelled = event.status === 'CANCEL_COMPLETE';
  return createFailure(subject, {
    kind: 'request-failed',
    errorName: event.status,
    message: isCancelled
      ? `The request was cancelled.${statusMessage === undefined ? '' : ` ${statusMessage}`}`
      : (statusMessage ?? 'The request failed, and the service does not say why.'),
    identifier: event.identifier,
    handlerErrorCode: textOf(event.fields['ErrorCode']),
    requestToken: event.requestToken,
    hooks,
    attempts,
  });
}
