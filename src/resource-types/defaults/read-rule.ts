import type { Json } from '../../base/json.ts';
import type { Condition } from './condition.ts';

/**
 * One fact of how AWS reads a resource back, beyond what was given: a line of `schemas/defaults/SERVICE.tsv`. A rule fills or changes
 * a place inside a container that is there; what was not given at all is filled by the rule for the whole container.
 */
export interface ReadRule {
  /** `AWS::SQS::Queue`. */
  readonly typeName: string;
  readonly path: readonly PathStep[];
  /** All of them hold, or the rule says nothing. Empty: always. */
  readonly conditions: readonly Condition[];
  readonly effect: ReadEffect;
  /** Where the fact is from: `recorded 2026-08`, `documented`, a link. */
  readonly source: string;
}

/**
 * `name`: a property. `each`: the items of a list, or the values of a map. `entry`: the item of a settings list that has these members,
 * made where it is missing.
 */
export type PathStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'each' }
  | { readonly kind: 'entry'; readonly members: Readonly<Record<string, string>> };

export type ReadEffect =
  /** What a read returns where nothing was given. `fillText` says what `${…}` stands for in it. */
  | { readonly kind: 'default'; readonly value: Json }
  /** The same, but the service chooses another value for each resource: only the form is true. */
  | { readonly kind: 'sample'; readonly value: Json }
  /** A given value is returned in another form. */
  | { readonly kind: 'normal-form'; readonly form: NormalForm }
  /** Nothing is returned, whatever is stored. */
  | { readonly kind: 'absent' }
  /** Every list and map without a rule of its own is returned empty, and every boolean as false. */
  | { readonly kind: 'whole'; readonly types: readonly WholeType[] };

export const normalForms = ['sorted', 'lower-case', 'upper-case', 'json-text', 'json-value', 'text'] as const;
export type NormalForm = (typeof normalForms)[number];

export const wholeTypes = ['list', 'map', 'boolean'] as const;
export type WholeType = (typeof wholeTypes)[number];
