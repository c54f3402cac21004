import type { ValueMap } from '../../values/value.ts';
import type { RuleSource } from './sources.ts';

/** Something that a service refuses although the type's schema allows it. */
export interface ServiceRule {
  readonly typeName: string;
  /** Names the rule in tests and documentation: `token-validity-range`. */
  readonly name: string;
  /** How it is known that the service refuses this. */
  readonly source: RuleSource;
  /** A warning where the record is divided: the check tells it, the emulator accepts it. */
  readonly severity?: 'warning';
  /** The record has no words of the service: those of the rule are ours. */
  readonly words?: 'ours';
  /** Looks at a resource that is to be deleted; the others at one that is to be made or changed. */
  readonly on?: 'delete';
  /** Looks at other resources: the check runs it over the whole stack. */
  readonly looksAround?: true;
  /** Undefined where the model keeps the rule, or where what decides is not known yet. */
  check(model: ValueMap, context: RuleContext): Refusal | undefined;
}

/** What a rule may look at besides the model. Everything that is absent makes the rules that need it silent. */
export interface RuleContext {
  /** The model before an update. */
  readonly previous?: ValueMap;
  /** The region of the request. */
  readonly region?: string;
  /** The account that the resource is made in. */
  readonly accountId?: string;
  /** What is there besides: the other resources of a stack, or of an account and region. */
  readonly neighbours?: Neighbours;
}

/** The other resources that a rule may ask for. */
export interface Neighbours {
  /** The model of the resource that a property refers to, of a client's UserPoolId the user pool; undefined where it is not known. */
  owner(typeName: string, property: string): ValueMap | undefined;
  /** The resources of a type that refer to the same owner with a property of that name; undefined where others may exist. */
  siblings(typeName: string, property: string): readonly ValueMap[] | undefined;
  /** The resources of a type in the same account and region, as far as they are known; never the resource itself. */
  others(typeName: string): readonly ValueMap[];
  /** Whether a resource with this value at a property is there; undefined where that cannot be said. */
  isThere(typeName: string, property: string, value: string): boolean | undefined;
}

export interface Refusal {
  readonly path: readonly (string | number)[];
  /** That the key at the end of the path is meant, not its value. Default: the value. */
  readonly about?: 'key';
  /** The service's own words; secrets in them are masked. */
  readonly message: string;
  /** What the words mean, where they do not say it. */
  readonly because?: string;
  /** What is left of the words where the handler does not pass them on. */
  readonly passedOn?: string;
  /** How the request ends, where not with InvalidRequest. */
  readonly code?: 'AccessDenied' | 'AlreadyExists' | 'NotFound';
}
