import type { JsonObject } from '../../base/json.ts';
import type { RandomSource } from '../../base/random.ts';
import { serviceRefusal } from '../../resource-types/rules/check-service-rules.ts';
import type { RuleContext } from '../../resource-types/rules/service-rule.ts';
import { serviceWords, type Refusal, type Surroundings } from './behaviour.ts';

const service = 'CognitoIdentityProvider';

/** Cognito's own words as its handlers pass them on. */
export function cognitoWords(message: string, random: RandomSource): string {
  return serviceWords(service, message, random);
}

/** How Cognito says that a pool is not there. */
export function poolAbsence(poolId: string, random: RandomSource): string {
  return cognitoWords(`User pool ${poolId} does not exist.`, random);
}

/** What Cognito refuses although the type's schema allows it. */
export function cognitoRefusal(model: JsonObject, context: RuleContext, around: Surroundings): Refusal | undefined {
  const refusal = serviceRefusal(around.type.typeName, model, context);
  return refusal === undefined
    ? undefined
    : { code: 'InvalidRequest', message: cognitoWords(refusal.message, around.random) };
}
