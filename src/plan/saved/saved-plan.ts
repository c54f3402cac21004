import type { Json } from '../../base/json.ts';
import type { SavedValue } from './saved-value.ts';

/** Raised when a member changes its meaning or goes: a file of another format is refused. */
export const savedPlanFormat = 1;

/** What a plan decided and what it rests on, for the build that carries it out later: `saved` of a plan file. */
export interface SavedPlan extends PlanCircumstances {
  readonly format: typeof savedPlanFormat;
  readonly resources: readonly SavedResource[];
}

/** What a plan rests on but for the cloud. */
export interface PlanCircumstances {
  readonly verb: 'build' | 'teardown';
  readonly stack: string;
  readonly environment: string;
  /** The version of stack-deploy. */
  readonly version: string;
  /** The region of statements that name none; null where there is none. */
  readonly region: string | null;
  /** Whose credentials; null where nobody knows. */
  readonly account: string | null;
  /** What uuid() and now() give. */
  readonly drawn: Drawn;
  /** What the key of the plan makes of nothing, by which another key is told; absent where there was no key. */
  readonly key?: string;
  /** The options that shape a run, by their names on the command line. */
  readonly options: Readonly<Record<string, Json>>;
  /** The stack's files, by their paths in its folder; secrets are left out of the digests, or sealed in them with a key. */
  readonly files: Readonly<Record<string, string>>;
  /** The variables that the stack takes, by their names. */
  readonly variables: Readonly<Record<string, SavedValue>>;
}

export interface Drawn {
  readonly seed: string;
  /** When the run begins that it is about, in milliseconds since 1970. */
  readonly startedAtMs: number;
}

/** One resource, in the order of the run; several where a `multi` or a statement is about several. */
export interface SavedResource {
  readonly resource: string;
  readonly index?: number;
  readonly action: string;
  readonly basis: SavedBasis;
  readonly requests: readonly SavedRequest[];
}

export type SavedBasis =
  | {
      readonly kind: 'present';
      readonly type: string;
      readonly region: string;
      readonly identifier: string;
      readonly properties: SavedValue;
      /** The properties as they are once the plan is carried out. */
      readonly after: SavedValue;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unseen' };

/** A request, as far as it is known: what it says is a map of its kind, type, region, identifier, and properties or patch. */
export type SavedRequest = SavedValue;
