import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Trouble } from '../engine/engine.ts';
import type { Difference } from '../plan/differences.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Value } from '../values/value.ts';

/** How one resource of a run ended. */
export type ResourceOutcome =
  | { readonly kind: 'created'; readonly identifier: string | undefined }
  | {
      readonly kind: 'updated';
      readonly identifier: string | undefined;
      /** What differed before; empty where only the statecheck said so. */
      readonly differences: readonly Difference[];
      readonly because: 'statecheck' | 'exports' | 'createorupdate';
    }
  | { readonly kind: 'unchanged'; readonly identifier: string | undefined }
  | { readonly kind: 'passed'; readonly identifier: string | undefined }
  /** A `query` resource gave its exports. */
  | { readonly kind: 'queried' }
  | { readonly kind: 'deleted'; readonly identifier: string | undefined }
  /** Teardown: proved not to be there. */
  | { readonly kind: 'absent' }
  /** Teardown: could not be asked for, since what it needs of an absent resource is gone. */
  | { readonly kind: 'not-looked-for'; readonly needs: readonly string[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly reason: FailureReason;
      readonly written: 'created' | 'updated' | 'deleted' | undefined;
    }
  /** `needs`: what it lacks of resources that failed; empty where the run had ended before. */
  | { readonly kind: 'not-attempted'; readonly needs: readonly string[] };

/** Why a resource failed. */
export type FailureReason =
  /** A statement was refused or failed; `anchor` says which. */
  | { readonly kind: 'trouble'; readonly anchor: Anchor | undefined; readonly trouble: Trouble }
  /** test: `exists` found nothing. */
  | { readonly kind: 'missing'; readonly anchor: Anchor }
  /** Not as desired: in a test, where there is no `update`, or still after a write. */
  | {
      readonly kind: 'drifted';
      readonly anchor: Anchor;
      readonly differences: readonly Difference[];
      readonly when: 'test' | 'no-update' | 'after-write';
    }
  /** After a write `exists` does not find the resource. */
  | { readonly kind: 'not-found-after-write'; readonly attempts: number }
  /** After a delete `exists` still finds it. */
  | { readonly kind: 'still-there'; readonly attempts: number }
  /** `exists` or `exports` has several rows where one is meant. */
  | {
      readonly kind: 'ambiguous';
      readonly anchor: Anchor;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Value[])[];
    }
  /** `exports` has no row. */
  | { readonly kind: 'no-exports' }
  /** The exports query lacks a column that the manifest names. */
  | { readonly kind: 'export-missing'; readonly column: string; readonly columns: readonly string[] }
  /** A callback or statecheck row without the column that it must have. */
  | { readonly kind: 'no-count'; readonly anchor: Anchor; readonly columns: readonly string[] }
  /** The value depends on what an earlier resource did not give. */
  | { readonly kind: 'needs'; readonly anchor: Anchor; readonly names: readonly string[] }
  | { readonly kind: 'interrupted' };

/** What a whole run came to. */
export interface RunResult {
  readonly verb: Verb;
  /** True where nothing failed and nothing was left out because of a failure. */
  readonly ok: boolean;
  readonly outcomes: readonly { readonly resource: string; readonly outcome: ResourceOutcome }[];
  /** The stack's exports; secret ones are marked. Empty unless ok. */
  readonly exports: ReadonlyMap<string, Value>;
  readonly elapsedMs: number;
  /** Diagnostics that kept the run from starting. */
  readonly refused: readonly Diagnostic[];
}

export type Verb = 'build' | 'test' | 'teardown';
