import type { LineEdit } from './line-edits.ts';
import type { PropertyChange } from './property-change.ts';
import type { Value } from '../values/value.ts';
import type { Need } from './need.ts';

/**
 * How what is live differs from what a stack declares. `Failure` is why a resource could not be looked at: the lifecycle has the words
 * for it.
 */
export interface Drift<Failure> {
  readonly stack: string;
  readonly environment: string;
  /** The region of statements that name none; undefined where the person has none. */
  readonly region: string | undefined;
  /** In the order in which a build takes them. */
  readonly resources: readonly DriftedResource<Failure>[];
  /** False where anything failed: the drift is then known in part only. */
  readonly ok: boolean;
}

export interface DriftedResource<Failure> {
  /** Its address in the manifest. */
  readonly resource: string;
  /** `AWS::SQS::Queue`; undefined where no statement says so by now. */
  readonly typeName: string | undefined;
  /** What Cloud Control knows it by; undefined for what is not there, and where no query says so. */
  readonly identifier: string | undefined;
  readonly state: DriftState<Failure>;
}

export type DriftState<Failure> =
  | ComparedState
  /** It is declared, and not there. */
  | { readonly kind: 'absent' }
  /** It has no state to compare, or nobody wants it compared. */
  | { readonly kind: 'not-compared'; readonly reason: string }
  /** It could not be asked for: `needs` are values that a resource did not give. */
  | { readonly kind: 'not-looked-for'; readonly needs: readonly Need[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Left out by the selection. `read`: whether it was looked for. */
  | { readonly kind: 'not-selected'; readonly read: 'found' | 'absent' | 'no' }
  | { readonly kind: 'failed'; readonly reason: Failure };

export interface ComparedState {
  readonly kind: 'compared';
  /** What is not as declared; empty where all is. */
  readonly drifted: readonly DriftedProperty[];
  /** What is set and not declared, away from what the service gives by itself. */
  readonly beyond: readonly PropertyBeyond[];
  /** What is set and not declared, where nobody knows what the service gives: no drift. */
  readonly maybeUsual: readonly PropertyBeyond[];
}

export interface DriftedProperty {
  /** From what is declared (`before`) to what is live (`after`). */
  readonly change: PropertyChange;
  /** What to write for the declared value to be the live one. */
  readonly edits: readonly LineEdit[];
}

export interface PropertyBeyond {
  readonly pointer: string;
  /** Secrets are marked. */
  readonly live: Value;
  /** What the service gives where nothing is declared; undefined where that is not known. */
  readonly usual: Value | undefined;
  readonly edits: readonly LineEdit[];
}

/** How many resources are otherwise than declared. */
export interface DriftCounts {
  /** They have other properties. */
  readonly changed: number;
  /** They do not exist. */
  readonly absent: number;
}

export function driftCountsOf<Failure>({ resources }: Drift<Failure>): DriftCounts {
  return {
    changed: resources.filter(({ state }) => state.kind === 'compared' && isDrifted(state)).length,
    absent: resources.filter(({ state }) => state.kind === 'absent').length,
  };
}

export function hasDrift<Failure>(drift: Drift<Failure>): boolean {
  return Object.values(driftCountsOf(drift)).some((amount) => amount > 0);
}

export function isDrifted({ drifted, beyond }: ComparedState): boolean {
  return drifted.length > 0 || beyond.length > 0;
}
