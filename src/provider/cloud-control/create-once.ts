import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { Reading, RequestEvent } from '../provider.ts';
import type { Refusal } from './mutations.ts';

export interface CreateOnceOptions {
  readonly clock: Clock;
  /** How far the service's clock may be from ours: an event that is older than this before our start is an old one. */
  readonly clockMarginMs: number;
  /** Sends the create with a token and follows it to its end. */
  readonly create: (clientToken: string) => Promise<Result<RequestEvent, Refusal>>;
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
  let doubtfulFailures = 0;
  for (let generation = 2; ; generation += 1) {
    const made = await create(token);
    const event = made.ok ? made.value : made.error.event;
    const isOld = event !== undefined && isBefore(event, startedMs - clockMarginMs);
    // A failure that seems to be from before our start is worth one more try: its cause may have been mended since.
    const isDoubtful =
      !made.ok && !isOld && event !== undefined && isBefore(event, startedMs) && doubtfulFailures === 0;
    if (isDoubtful) doubtfulFailures += 1;
    if ((!isOld && !isDoubtful) || generation > generations) return made.ok ? made : err(made.error.failure);
    if (made.ok) {
      if (made.value.identifier === undefined) return made;
      const reading = await read(made.value.identifier);
      if (!reading.ok) return reading;
      if (reading.value.kind === 'found') return ok(made.value);
    }
    token = createHash('sha256').update(`${clientToken}:${generation}`).digest('hex');
  }
}

function isBefore(event: RequestEvent, ms: number): boolean {
  const seconds = event.fields['EventTime'];
  return typeof seconds === 'number' && seconds * 1000 < ms;
}
