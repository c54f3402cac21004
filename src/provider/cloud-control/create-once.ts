import type { Clock } from '../../base/clock.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { Reading, RequestEvent } from '../provider.ts';
import type { Mutated, Refusal } from './mutations.ts';
import { nextToken } from './next-token.ts';

export interface CreateOnceOptions {
  readonly clock: Clock;
  /** How far the service's clock may be from ours: an event that is older than this before our start is an old one. */
  readonly clockMarginMs: number;
  /** Sends the create with a token and follows it to its end. */
  readonly create: (clientToken: string) => Promise<Result<Mutated, Refusal>>;
  readonly read: (identifier: string) => Promise<Result<Reading, Failure>>;
}

/** How often a resource may have been made and removed again while its tokens are remembered (36 hours). */
const generations = 50;

/**
 * A create under a token that does not change from run to run. A request that an earlier run had accepted is answered again and so is
 * picked up; but one whose resource has been removed since, or that had failed, is over, and its successor gets a token of its own.
 */
export async function createOnce(
  clientToken: string,
  options: CreateOnceOptions,
): Promise<Result<RequestEvent, Failure>> {
  const { clock, clockMarginMs, create, read } = options;
  const startedMs = clock.now();
  let token = clientToken;
  let hasDoubted = false;
  for (let generation = 2; ; generation += 1) {
    const answer = await create(token);
    if (answer.ok) {
      const { event, hadEnded } = answer.value;
      // A request that was over when we asked may be one of a moment ago: what it made tells, better than any clock.
      const mayBeOld = hadEnded || isBefore(event, startedMs);
      if (!mayBeOld || event.identifier === undefined || generation > generations) return ok(event);
      const reading = await read(event.identifier);
      // What cannot be read is believed.
      if (!reading.ok) return reading.error.kind === 'unsupported-action' ? ok(event) : reading;
      if (reading.value.kind === 'found') return ok(event);
    } else {
      const { event, hadEnded, failure } = answer.error;
      const isOld = event !== undefined && isBefore(event, hadEnded === true ? startedMs : startedMs - clockMarginMs);
      // A failure that only seems to be from before our start is worth one more try: its cause may have been mended since.
      const isDoubtful = event !== undefined && isBefore(event, startedMs) && !hasDoubted;
      if (!isOld && isDoubtful) hasDoubted = true;
      if ((!isOld && !isDoubtful) || generation > generations) return err(failure);
    }
    token = nextToken(clientToken, String(generation));
  }
}

function isBefore(event: RequestEvent, ms: number): boolean {
  const seconds = event.fields['EventTime'];
  return typeof seconds === 'number' && seconds * 1000 < ms;
}
