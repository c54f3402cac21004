import type { RandomSource } from '../../base/random.ts';
import { serviceWords } from './behaviour.ts';

const service = 'CognitoIdentityProvider';

/** Cognito's own words as its handlers pass them on. */
export function cognitoWords(message: string, random: RandomSource): string {
  return serviceWords(service, message, random);
}

/** How Cognito says that a pool is not there. */
export function poolAbsence(poolId: string, random: RandomSource): string {
  return cognitoWords(`User pool ${poolId} does not exist.`, random);
}
