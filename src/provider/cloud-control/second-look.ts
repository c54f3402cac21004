import { type Backoff, waitMs } from '../../base/backoff.ts';
import type { Clock } from '../../base/clock.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ProviderEvent } from '../events.ts';
import type { Failure } from '../failure.ts';
import type { Listing, ListRequest, Reading, RequestEvent, Target } from '../provider.ts';
import type { BeforeUpdate } from './before-update.ts';
import { createFailure, type Subject } from './failures.ts';
import type { Interruption } from './interruption.ts';
import { presenceWindowMs, type Evidence, type Presence, type ResourceName } from './presence.ts';
import { hasFailedDeleteSince, isDeletedSince } from './request-history.ts';

export interface SecondLookOptions {
  readonly presence: Presence;
  readonly beforeUpdate: BeforeUpdate;
  readonly clock: Clock;
  readonly interruption: Interruption;
  readonly emit: (event: ProviderEvent) => void;
  readonly readOnce: (target: Target) => Promise<Result<Reading, Failure>>;
  readonly listOnce: (request: ListRequest) => Promise<Result<Listing, Failure>>;
  readonly listRequests: (region: string) => Promise<Result<readonly RequestEvent[], Failure>>;
}

type Doubt = Extract<ProviderEvent, { kind: 'request.doubted' }>;

/** Reads and lists that do not take an answer for absence while something else says that the resource is there. */
export interface SecondLook {
  read(target: Target): Promise<Result<Reading, Failure>>;
  list(request: ListRequest): Promise<Result<Listing, Failure>>;
}

/** The pauses between one look and the next. */
export const lookPauses: Backoff = { firstMs: 500, factor: 1.5, capMs: 10_000 };

/** How long two answers that contradict each other are compared anew before that is a failure. */
const contradictionMs = 15_000;

/**
 * "Not found" of what was created a moment ago is lag, and is asked again, unless a request has deleted it since. "Not found" of what a
 * list has just named is a contradiction: both are asked again, and where both insist it is a failure, never absence. What was there before
 * an update of our own is asked again for a while, and then believed.
 */
export function createSecondLook(options: SecondLookOptions): SecondLook {
  const { presence, beforeUpdate, clock, interruption, emit, readOnce, listOnce, listRequests } = options;

  async function read(target: Target): Promise<Result<Reading, Failure>> {
    const reading = await readPresent(target);
    if (!reading.ok || reading.value.kind === 'absent') return reading;
    const untilMs = beforeUpdate.doubtedUntilMs(target, reading.value.properties);
    const lasting = untilMs === undefined ? reading : await readUpdated(target, untilMs);
    if (lasting.ok && lasting.value.kind === 'found') beforeUpdate.noteRead(target, lasting.value.properties);
    return lasting;
  }

  /** Reads until the answer is another one than before the update, or it is time to believe it. */
  async function readUpdated(target: Target, deadlineMs: number): Promise<Result<Reading, Failure>> {
    const { region, typeName, identifier } = target;
    for (let attempt = 0; ; attempt += 1) {
      const pauseMs = Math.min(waitMs(lookPauses, attempt), deadlineMs - clock.now());
      tellDoubt('update-lag', { operation: 'GetResource', region, typeName, identifier }, attempt, pauseMs);
      await interruption.sleep(pauseMs);
      const reading = await readPresent(target);
      if (!reading.ok || reading.value.kind === 'absent' || interruption.isInterrupted) return reading;
      if (beforeUpdate.doubtedUntilMs(target, reading.value.properties) === undefined) return reading;
    }
  }

  async function readPresent(target: Target): Promise<Result<Reading, Failure>> {
    const reading = await readOnce(target);
    if (!reading.ok) return reading;
    if (reading.value.kind === 'found') {
      presence.noteRead(target);
      return reading;
    }
    const evidence = presence.evidenceFor(target);
    switch (evidence?.kind) {
      case undefined:
        return reading;
      case 'created':
        return readCreated(target, evidence);
      case 'listed':
        return readListed(target, evidence.request);
    }
  }

  async function readCreated(
    target: Target,
    { sinceMs, event }: Extract<Evidence, { kind: 'created' }>,
  ): Promise<Result<Reading, Failure>> {
    const history = await listRequests(target.region);
    if (history.ok && isDeletedSince(history.value, event, target)) return gone(target);
    const lasting = await askAgain(
      'lag',
      target,
      sinceMs + presenceWindowMs,
      async () => {
        const reading = await readOnce(target);
        return reading.ok && reading.value.kind === 'absent' ? undefined : reading;
      },
      'its create ended in SUCCESS, and yet it cannot be read: some types never can, others only when their service has caught up',
    );
    // What lag no longer explains, a delete does that did its work though it FAILED.
    const isContradiction = !lasting.ok && lasting.error.kind === 'contradiction';
    return isContradiction && history.ok && hasFailedDeleteSince(history.value, event, target) ? gone(target) : lasting;
  }

  /** Where the list no longer names it either, it has gone in the meantime. */
  function readListed(target: Target, request: ListRequest): Promise<Result<Reading, Failure>> {
    return askAgain(
      'contradiction',
      target,
      clock.now() + contradictionMs,
      async () => {
        const listing = await listOnce(request);
        if (!listing.ok) return listing;
        const isNamed =
          listing.value.kind === 'listed' &&
          listing.value.resources.some(({ identifier }) => identifier === target.identifier);
        if (!isNamed) return gone(target);
        const reading = await readOnce(target);
        return reading.ok && reading.value.kind === 'absent' ? undefined : reading;
      },
      'ListResources names it, and GetResource says that it does not exist',
    );
  }

  async function list(request: ListRequest): Promise<Result<Listing, Failure>> {
    const listing = await listOnce(request);
    if (!listing.ok) return listing;
    if (listing.value.kind === 'listed') {
      presence.noteListed(
        request,
        listing.value.resources.map(({ identifier }) => identifier),
      );
      return listing;
    }
    const evidence = presence.evidenceForParent(request);
    if (evidence === undefined) return listing;
    const { region, typeName } = request;
    return askAgain(
      'contradiction',
      { region, typeName, identifier: undefined },
      evidence.kind === 'created' ? evidence.sinceMs + presenceWindowMs : clock.now() + contradictionMs,
      async () => {
        const again = await listOnce(request);
        return again.ok && again.value.kind === 'parent-absent' ? undefined : again;
      },
      'the parent that the list is asked under was there a moment ago, and now ListResources says that it does not exist',
    );
  }

  /** Asks until there is another answer than before; undefined is the old one. */
  async function askAgain<T>(
    reason: 'lag' | 'contradiction',
    about: Omit<ResourceName, 'identifier'> & { readonly identifier: string | undefined },
    deadlineMs: number,
    ask: () => Promise<Result<T, Failure> | undefined>,
    insists: string,
  ): Promise<Result<T, Failure>> {
    const { region, typeName, identifier } = about;
    const operation = identifier === undefined ? 'ListResources' : 'GetResource';
    const subject: Subject = { operation, region, typeName, identifier };
    for (let attempt = 0; ; attempt += 1) {
      const pauseMs = Math.min(waitMs(lookPauses, attempt), deadlineMs - clock.now());
      if (pauseMs <= 0)
        return err(createFailure(subject, { kind: 'contradiction', message: insists, attempts: attempt + 1 }));
      tellDoubt(reason, { operation, region, typeName, identifier }, attempt, pauseMs);
      await interruption.sleep(pauseMs);
      if (interruption.isInterrupted)
        return err(createFailure(subject, { kind: 'interrupted', message: 'Interrupted.', attempts: attempt + 1 }));
      const answer = await ask();
      if (answer !== undefined) return answer;
    }
  }

  function tellDoubt(
    reason: Doubt['reason'],
    about: Pick<Doubt, 'operation' | 'region' | 'typeName' | 'identifier'>,
    attempt: number,
    waitMs: number,
  ): void {
    emit({ kind: 'request.doubted', reason, ...about, times: attempt + 1, waitMs });
  }

  function gone(name: ResourceName): Result<Reading, Failure> {
    presence.noteGone(name);
    return ok({ kind: 'absent' });
  }

  return { read, list };
}
