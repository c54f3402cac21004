import { waitMs } from '../../base/backoff.ts';
import type { Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { Interruption } from './interruption.ts';
import type { Presence, ResourceName } from './presence.ts';
import { lookPauses, type SecondLook } from './second-look.ts';

export interface DespiteLagOptions {
  readonly presence: Presence;
  readonly look: SecondLook;
  readonly interruption: Pick<Interruption, 'sleep' | 'isInterrupted'>;
}

/**
 * Sends a change of a resource again where it was refused as "not found" though the resource was created a moment ago and can be read.
 * It ends with the answer, with the failure of the look, or when the create is no longer recent.
 */
export async function despiteLag<T>(
  name: ResourceName,
  { presence, look, interruption }: DespiteLagOptions,
  send: () => Promise<Result<T, Failure>>,
  isMissed: (answer: Result<T, Failure>) => boolean,
): Promise<Result<T, Failure>> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await send();
    if (!isMissed(answer) || presence.evidenceFor(name)?.kind !== 'created') return answer;
    const reading = await look.read(name);
    if (!reading.ok) return reading;
    if (reading.value.kind === 'absent' || interruption.isInterrupted) return answer;
    await interruption.sleep(waitMs(lookPauses, attempt));
  }
}
