import type { RandomSource } from '../../base/random.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { MayPass, Reading, RequestEvent } from '../provider.ts';
import { createFailure } from './failures.ts';
import type { Interruption } from './interruption.ts';
import type { Mutated, Refusal } from './mutations.ts';
import { nextToken } from './next-token.ts';
import { isDeletedSince, lastCreateOf } from './request-history.ts';
import { jitteredWaitMs, reissues } from './retries.ts';

/** The end of a create: of the request that was sent, or of an earlier one under the same token. */
export type Created = RequestEvent & {
  /** An earlier request has made it, perhaps from other properties. */
  readonly wasThere: boolean;
};

export interface CreateOnceOptions {
  readonly region: string;
  readonly typeName: string;
  /** What the resource will be known by, where its properties say it. */
  readonly identifier: string | undefined;
  readonly random: RandomSource;
  /** The token was made for this very create: whatever has been sent under it is of this one. */
  readonly isFirst: boolean;
  readonly interruption: Pick<Interruption, 'sleep' | 'isInterrupted'>;
  /** Default: nothing passes by itself but throttling. */
  readonly mayPass?: MayPass | undefined;
  /** Sends the create with a token and follows it to its end. */
  readonly create: (clientToken: string) => Promise<Result<Mutated, Refusal>>;
  /** Whether what a create made is there. `create` ended in SUCCESS: while it may lag behind, it is asked again. */
  readonly look: (identifier: string, create: RequestEvent | undefined) => Promise<Result<Reading, Failure>>;
  /** What was asked of the region in the last days, in any order. */
  readonly listRequests: () => Promise<Result<readonly RequestEvent[], Failure>>;
}

/**
 * A create under a token that does not change from run to run. The service takes a token once: the second request under it is told
 * which request was first, by a refusal or as its own answer. What that one made is the resource, if it is still there. If it has gone,
 * or the request failed, it was an earlier life of the resource, and the next token follows from the request that made it: so every run
 * comes to the same token, whatever else has expired meanwhile, and no two create side by side.
 */
export async function createOnce(clientToken: string, options: CreateOnceOptions): Promise<Result<Created, Failure>> {
  const { create, look, interruption, typeName, mayPass = () => undefined } = options;
  const lives = new Set<string>();
  let history: readonly RequestEvent[] | undefined;
  let token = clientToken;
  let tries = 0;
  let throttled = 0;
  let hasDoubted = false;
  for (;;) {
    const answer = await create(token);
    const { event, standing } = answer.ok ? answer.value : answer.error;
    if (event === undefined) {
      if (!answer.ok) return err(answer.error.failure);
      throw new Error('A create has ended without an event.');
    }
    const isOfThisRun =
      options.isFirst || standing === 'new' || (standing === 'ended' && event.status !== 'SUCCESS' && hasDoubted);
    if (answer.ok && isOfThisRun) return ok({ ...event, wasThere: false });
    if (!answer.ok && isOfThisRun) {
      const { failure } = answer.error;
      tries += 1;
      const waitMs = event.status === 'FAILED' && !interruption.isInterrupted ? pauseAfter(failure) : undefined;
      if (waitMs === undefined) return err({ ...failure, attempts: tries });
      await interruption.sleep(waitMs);
    }
    if (standing === 'ended' && event.status !== 'SUCCESS') hasDoubted = true;
    const life = isOfThisRun ? event : await lastLife(event);
    if (life.identifier !== undefined && mayBeOurs(life) && !wasRemoved(life)) {
      const reading = await look(life.identifier, life.status === 'SUCCESS' ? life : undefined);
      // What cannot be read is believed.
      const isThere = reading.ok ? reading.value.kind === 'found' : reading.error.kind === 'unsupported-action';
      if (isThere) return ok({ ...life, wasThere: true });
      if (!reading.ok) return reading;
    }
    if (lives.has(life.requestToken)) return err(comesTwice(life));
    lives.add(life.requestToken);
    token = nextToken(clientToken, life.requestToken);
  }

  /** How long to wait before a create is sent again that has failed for this; undefined where it is final. */
  function pauseAfter(failure: Failure): number | undefined {
    if (failure.handlerErrorCode !== 'Throttling') return mayPass(failure, tries - 1 - throttled);
    throttled += 1;
    return throttled < reissues.attempts ? jitteredWaitMs(reissues, throttled - 1, options.random) : undefined;
  }

  /** The last request that made the resource, where the stack names it; else the one that the token led to. */
  async function lastLife(event: RequestEvent): Promise<RequestEvent> {
    const identifier = options.identifier ?? event.identifier;
    if (identifier === undefined || !mayBeOurs(event)) return event;
    if (history === undefined) {
      const listed = await options.listRequests();
      // Without it the way is longer: from token to token.
      history = listed.ok ? listed.value : [];
    }
    const last = options.identifier === undefined ? undefined : lastCreateOf(history, { typeName, identifier });
    return last === undefined || lives.has(last.requestToken) ? event : last;
  }

  function comesTwice({ requestToken, identifier }: RequestEvent): Failure {
    const message = `Two tokens lead to the request ${requestToken}.`;
    const subject = { operation: 'CreateResource', region: options.region, typeName, identifier } as const;
    return createFailure(subject, { kind: 'contradiction', message, requestToken });
  }

  function wasRemoved({ identifier, ...life }: RequestEvent): boolean {
    return identifier !== undefined && isDeletedSince(history ?? [], { ...life, identifier }, { typeName, identifier });
  }
}

/** What a create was refused for is somebody else's; what it failed over half-way it has made itself. */
function mayBeOurs({ status, fields }: RequestEvent): boolean {
  return status === 'SUCCESS' || fields['ErrorCode'] !== 'AlreadyExists';
}
