import type { StatementFailure } from '../engine/engine.ts';
import type { Explanation } from '../engine/explanation.ts';
import type { Allowance } from '../resource-types/comparison/comparison.ts';
import type { Verb } from '../flow/verb.ts';
import type { Difference } from '../resource-types/comparison/differences.ts';
import type { DeclaredState, UnmanagedDifference } from '../plan/unmanaged.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import type { NoOwner, Owner } from '../plan/owner.ts';
import type { ReplaceLeave } from '../plan/plan.ts';
import type { PropertyChange } from '../plan/property-change.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Value } from '../values/value.ts';
import type { Candidate } from './candidate.ts';
import type { ClaimRefusal } from './claims.ts';
import type { ScriptEnd } from './script-runner.ts';
import type { Need } from '../plan/need.ts';

/** How one resource of a run ended. */
export type ResourceOutcome =
  | {
      readonly kind: 'created';
      readonly identifier: string | undefined;
      /** Undefined where nothing beyond the stack's own queries was looked at; so in the other outcomes. */
      readonly declared: DeclaredState | undefined;
    }
  /** It differed in what is fixed at creation, and another one has taken its place. */
  | {
      readonly kind: 'replaced';
      readonly identifier: string | undefined;
      /** What was deleted for it: several of a `multi`. */
      readonly replaced: readonly string[];
      readonly declared: DeclaredState | undefined;
    }
  | {
      readonly kind: 'updated';
      readonly identifier: string | undefined;
      /** What differed before; empty where only the statecheck said so. */
      readonly differences: readonly Difference[];
      /** By which rules nothing differs that is not the same. */
      readonly equalBy: readonly Allowance[];
      /** `declared`: the stack is strict, and its own queries were satisfied. `mark`: nothing but the mark was written. */
      readonly because: 'statecheck' | 'exports' | 'createorupdate' | 'declared' | 'mark';
      /** What was changed about the stack's mark; absent where nothing was. */
      readonly mark?: MarkChange;
      readonly declared: DeclaredState | undefined;
      /** Why the statecheck said no; absent where another query did, and where it cannot be told. */
      readonly explanation?: Explanation;
    }
  | {
      readonly kind: 'unchanged' | 'passed';
      readonly identifier: string | undefined;
      readonly declared: DeclaredState | undefined;
    }
  /** A `query` resource gave its exports. */
  | { readonly kind: 'queried' }
  /** A command or script was carried out. */
  | { readonly kind: 'ran'; readonly identifier: string | undefined }
  | { readonly kind: 'deleted'; readonly identifier: string | undefined }
  /** Teardown: proved not to be there. */
  | { readonly kind: 'absent' }
  /** Teardown: could not be asked for, since what it needs of an absent resource is gone. */
  | { readonly kind: 'not-looked-for'; readonly needs: readonly Need[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Teardown: it is there, and belongs to another stack or to CloudFormation. */
  | { readonly kind: 'left'; readonly typeName: string; readonly identifier: string; readonly owner: Owner | NoOwner }
  /** Left out by the selection. `read`: whether it was looked for, for its exports or because it uses a selected one. */
  | { readonly kind: 'not-selected'; readonly read: 'found' | 'absent' | 'no'; readonly identifier: string | undefined }
  | {
      readonly kind: 'failed';
      readonly reason: FailureReason;
      readonly written: 'created' | 'updated' | 'deleted' | undefined;
    }
  /** `needs`: what it lacks of resources that failed; empty where the run had ended before. */
  | {
      readonly kind: 'not-attempted';
      readonly needs: readonly Need[];
      /** Teardown: a resource that could not be removed and takes something from this one. */
      readonly usedBy?: string;
    };

/** Why a resource failed. */
export type FailureReason =
  /** A statement was refused or failed; `anchor` says which. */
  | { readonly kind: 'trouble'; readonly anchor: Anchor | undefined; readonly trouble: StatementFailure }
  /** test: `exists` found nothing. */
  | { readonly kind: 'missing'; readonly anchor: Anchor }
  /** Not as desired: in a test, where there is no `update`, or still after a write. */
  | {
      readonly kind: 'drifted';
      readonly anchor: Anchor;
      readonly differences: readonly Difference[];
      readonly equalBy: readonly Allowance[];
      /** `nothing-to-write`: the resource has every property as it is declared. */
      readonly when: 'test' | 'no-update' | 'after-write' | 'nothing-to-write';
      /** Why the statecheck said no; absent where another query did, and where it cannot be told. */
      readonly explanation?: Explanation;
    }
  /** After a write `exists` does not find the resource. */
  | { readonly kind: 'not-found-after-write'; readonly attempts: number }
  /** The stack is strict, and the resource is not as it is declared, though its own queries are satisfied. */
  | {
      readonly kind: 'unmanaged';
      readonly differences: readonly UnmanagedDifference[];
      readonly when: 'test' | 'after-write';
    }
  /** Pruning: an entry stands for it, its mark or the environment protects it, or nothing says that it is the stack's. */
  | {
      readonly kind: 'not-pruned';
      readonly typeName: string;
      readonly identifier: string;
      readonly why: 'unknown-type' | 'declared' | 'no-child' | 'protected' | 'protected-environment';
    }
  /** Teardown: the entry says `on_delete: protect`, or its own tags do; nothing of the stack is deleted. */
  | { readonly kind: 'protected'; readonly by: 'entry' | 'tag' }
  /** Teardown: the environment is protected, and resources of the type hold data; nothing of the stack is deleted. */
  | { readonly kind: 'protected'; readonly by: 'environment'; readonly typeName: string }
  /** test: a build would take it over, move it, or change what its mark says of deletion. */
  | { readonly kind: 'mark'; readonly change: MarkChange }
  /** It would have to be replaced, and the run has no leave to replace all that would have to be with it. */
  | {
      readonly kind: 'needs-replacement';
      readonly identifier: string;
      /** All that another resource would have otherwise; what forces the replacement says so. */
      readonly changes: readonly PropertyChange[];
      /** All that the run would have to replace, this one among them, in the order of the manifest. */
      readonly members: readonly ReplacementMember[];
      /** Another resource of the run that fails for the same reason, and before this one; absent where there is none. */
      readonly toldAt?: string;
    }
  /** A resource could not be deleted that has to go before this one can be replaced. */
  | { readonly kind: 'not-removed'; readonly resource: string; readonly reason: FailureReason }
  /** Another entry of the stack stands for the same resource, or sets a property of it to another value. */
  | ClaimRefusal
  /** Its tags say that it belongs to another stack, or to CloudFormation; nothing of it is written. */
  | {
      readonly kind: 'owned-by-another';
      readonly typeName: string;
      readonly identifier: string;
      /** Nobody: an entry in the short form has no leave to take over what has no mark. */
      readonly owner: Owner | NoOwner;
    }
  /** An earlier create of the entry has made a resource, which `exists` does not find, or not as the one. */
  | {
      readonly kind: 'made-otherwise';
      readonly anchor: Anchor;
      readonly typeName: string;
      readonly identifier: string;
      /** What `exists` finds; undefined where it finds nothing. */
      readonly found: string | undefined;
    }
  /** `exists` finds it, and no query gives the parts of its identifier. */
  | { readonly kind: 'no-identifier'; readonly anchor: Anchor; readonly parts: readonly string[] }
  /** What the delete named was not there, and `exists` finds another one. */
  | { readonly kind: 'delete-missed'; readonly deleted: string | undefined; readonly found: string | undefined }
  /** Plan of a teardown: a resource that is not selected uses it, and exists or may exist. */
  | { readonly kind: 'still-used'; readonly user: string; readonly userIs: 'there' | 'not known' }
  /** After a delete `exists` still finds it. */
  | { readonly kind: 'still-there'; readonly attempts: number }
  /** `exists` or `exports` has several rows where one is meant. */
  | {
      readonly kind: 'ambiguous';
      readonly anchor: Anchor;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Value[])[];
      /** Of `exists`: the resources themselves, at most 10, where they can be told, and the entry that one of them is to be chosen for. */
      readonly candidates?: readonly Candidate[];
      readonly entry?: string;
    }
  /** The run names its resource with `--identifier`, and there is none, or it is not what `exists` looks for. */
  | { readonly kind: 'not-identified'; readonly identifier: string }
  /** `exports` has no row. */
  | { readonly kind: 'no-exports' }
  /** The exports query lacks a column that the manifest names. */
  | {
      readonly kind: 'export-missing';
      readonly from: 'query' | 'script';
      readonly column: string;
      readonly columns: readonly string[];
    }
  /** What RETURNING gave lacks a field that `return_vals` names, or has NULL there. */
  | {
      readonly kind: 'return-missing';
      readonly anchor: Anchor;
      readonly column: string;
      readonly columns: readonly string[];
      readonly isNull: boolean;
    }
  /** A callback was polled to its last attempt, and never said yes. */
  | { readonly kind: 'callback-unanswered'; readonly anchor: Anchor; readonly attempts: number }
  /** A callback's row says that the request it watches has failed or was cancelled. */
  | {
      readonly kind: 'request-ended';
      readonly anchor: Anchor;
      readonly status: string;
      readonly code: string | undefined;
      readonly message: string | undefined;
    }
  /** Statements of a query of several that failed; the others were carried out. `index` counts from 0. */
  | {
      readonly kind: 'several';
      readonly anchor: Anchor;
      readonly of: number;
      readonly failures: readonly { readonly index: number; readonly reason: FailureReason }[];
    }
  /** A script ended otherwise than with exit code 0. `errors`: the end of what it wrote to standard error. */
  | {
      readonly kind: 'script-failed';
      readonly how: ScriptEnd['how'];
      readonly timeoutSeconds: number;
      readonly output: string;
      readonly errors: string;
    }
  /** A script has exports, but wrote no JSON map. */
  | { readonly kind: 'script-output'; readonly output: string; readonly errors: string }
  /** A callback or statecheck row without the column that it must have. */
  | { readonly kind: 'no-count'; readonly anchor: Anchor; readonly columns: readonly string[] }
  /** The value depends on what an earlier resource did not give. */
  | { readonly kind: 'needs'; readonly anchor: Anchor | undefined; readonly needs: readonly Need[] }
  | { readonly kind: 'interrupted' };

/** One of the resources that a run would have to replace together. */
export interface ReplacementMember {
  readonly resource: string;
  readonly typeName: string;
  readonly identifier: string;
  /** The replaced resources whose values force it; empty where it differs by itself. */
  readonly follows: readonly string[];
  readonly leave: ReplaceLeave;
}

/** What a whole run came to. */
export interface RunResult {
  readonly verb: Verb;
  /**
   * True where nothing failed and nothing was left out because of a failure; also in a teardown that was asked to ignore failures and
   * went through all resources.
   */
  readonly ok: boolean;
  readonly outcomes: readonly { readonly resource: string; readonly outcome: ResourceOutcome }[];
  /** The stack's exports; secret ones are marked. Empty unless ok. */
  readonly exports: ReadonlyMap<string, Value>;
  readonly elapsedMs: number;
  /** What became of the changes of a build that failed, newest first; absent where nothing was to be undone. */
  readonly rollback?: readonly UndoStep[];
  /** Teardown that ignores failures: resources that may still be there, in the order of the run. Absent where there are none. */
  readonly unconfirmed?: readonly string[];
}

/** What became of one change in a rollback. */
export type UndoStep =
  /** What the run had created is gone. */
  | { readonly kind: 'deleted'; readonly resource: string; readonly identifier: string }
  /** What the run had updated has its earlier properties, but for those named. */
  | {
      readonly kind: 'restored';
      readonly resource: string;
      readonly identifier: string;
      readonly notRestored: readonly NotRestored[];
    }
  | {
      readonly kind: 'not-undone';
      readonly resource: string;
      readonly identifier: string | undefined;
      readonly done: 'created' | 'updated' | 'deleted' | 'replaced' | 'ran' | 'maybe-created' | 'half-created';
      /** Of an update: a resource that the run has replaced, and whose earlier values would come back with it; absent where there is none. */
      readonly uses?: string;
      /** Absent where nothing could be tried. */
      readonly trouble: StatementFailure | undefined;
    };

export interface NotRestored {
  readonly pointer: string;
  /** `write-only`: its earlier value cannot be read. `differs`: the service kept or made another one. */
  readonly why: 'write-only' | 'differs';
}

export type { Verb };
