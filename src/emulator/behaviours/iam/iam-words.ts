import type { HandlerErrorCode } from '../../../provider/cloud-control/wire.ts';
import { serviceWords, type Refusal, type Surroundings } from '../behaviour.ts';
import { randomText } from '../random-text.ts';

/** IAM's own words as its handlers pass them on. */
export function iamRefusal(message: string, around: Surroundings, code: HandlerErrorCode = 'InvalidRequest'): Refusal {
  return { code, message: serviceWords('Iam', message, around.random) };
}

/** `AROA…` for roles, `ANPA…` for managed policies: a prefix and seventeen signs. */
export function iamId(prefix: string, { random }: Surroundings): string {
  return prefix + randomText(random, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 17);
}
