import type { ValueMap } from '../../values/value.ts';

/** Something that a service refuses although the type's schema allows it. */
export interface ServiceRule {
  readonly typeName: string;
  /** Names the rule in tests and documentation: `token-validity-range`. */
  readonly name: string;
  /** Undefined where the model keeps the rule, or where what decides is not known yet. */
  check(model: ValueMap, context: RuleContext): Refusal | undefined;
}

/** What a rule may look at besides the model. Everything that is absent makes the rules that need it silent. */
export interface RuleContext {
  /** The model before an update. */
  readonly previous?: ValueMap;
  /** The model of the resource that this one belongs to: a client's user pool. */
  readonly parent?: ValueMap;
  /** Names of the identity providers of a client's user pool, COGNITO aside. */
  readonly identityProviders?: readonly string[];
}

export interface Refusal {
  readonly path: readonly (string | number)[];
  /** The service's own words; secrets in them are masked. */
  readonly message: string;
}
