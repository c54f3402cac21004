import type { Behaviour } from './behaviour.ts';
import { cognitoUserPoolClient } from './cognito-user-pool-client.ts';
import { cognitoUserPool } from './cognito-user-pool.ts';

/** The types of which more is known than their schema says. */
export const behaviours: readonly Behaviour[] = [cognitoUserPool, cognitoUserPoolClient];

const byTypeName = new Map(behaviours.map((behaviour) => [behaviour.typeName, behaviour]));

/** A type's behaviour; one that adds nothing where nothing more is known. */
export function behaviourOf(typeName: string): Behaviour {
  return byTypeName.get(typeName) ?? { typeName };
}
