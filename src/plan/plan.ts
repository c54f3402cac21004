import type { Difference } from '../resource-types/comparison/differences.ts';
import type { Value } from '../values/value.ts';
import type { MarkChange } from './mark-change.ts';
import type { NoOwner, Owner } from './owner.ts';
import type { PlanBasis } from './plan-basis.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { PropertyChange } from './property-change.ts';
import type { UnmanagedDifference } from './unmanaged.ts';
import type { Need } from './need.ts';

/**
 * What a build or a teardown would do, decided from what the cloud says now. `Failure` is why a resource could not be looked at: the
 * lifecycle has the words for it.
 */
export interface Plan<Failure> {
  readonly stack: string;
  readonly environment: string;
  /** The region of statements that name none; undefined where the person has none. */
  readonly region: string | undefined;
  /** The run that it is about. */
  readonly verb: 'build' | 'teardown';
  /** In the order in which the run takes them. A resource of type `multi` has an entry for each of its statements. */
  readonly resources: readonly PlannedResource<Failure>[];
  /** What is the stack's by its mark, and what no entry of the manifest stands for. */
  readonly besides: readonly PlannedBeside[];
  /** Why there may be more of them. */
  readonly notLookedFor: readonly Failure[];
  /** False where anything failed that the run takes: what it would do is then known in part only. */
  readonly ok: boolean;
}

/** A resource in the cloud beside those of the manifest. */
export interface PlannedBeside {
  /** The entry that it was made for, by its mark; of what has none, its type. */
  readonly resource: string;
  readonly typeName: string;
  readonly region: string;
  readonly identifier: string;
  /** What the build may send for it, and nothing else. */
  readonly requests: readonly PlannedRequest[];
  readonly action:
    /** The stack's own, and no entry stands for it. `protectedBy`: why a build does not prune it; undefined where it does. */
    | { readonly kind: 'orphan'; readonly protectedBy: 'tag' | 'environment' | undefined }
    /** The build is asked to delete it. */
    | { readonly kind: 'prune' }
    /** `forget` names it: the build takes the mark away, and nothing else. */
    | { readonly kind: 'forget' }
    /** A child of a resource of the stack. */
    | { readonly kind: 'undeclared'; readonly parent: string };
}

export interface PlannedResource<Failure> {
  /** Its name in the manifest. */
  readonly resource: string;
  /** Which of several statements of a `multi`, from 0; absent where there is one. */
  readonly index?: number;
  /** `AWS::SQS::Queue`; undefined where no statement says so by now. */
  readonly typeName: string | undefined;
  /** What Cloud Control knows it by; undefined for what is not there, and where no query says so. */
  readonly identifier: string | undefined;
  readonly action: PlannedAction<Failure>;
  /** What the run may send for it, and nothing else. */
  readonly requests: readonly PlannedRequest[];
  /** What is not as declared and is no change. Default: nothing. */
  readonly notes?: PlanNotes;
  /** What the decision rests on; absent where the plan was not asked for that. */
  readonly basis?: PlanBasis;
}

/** What a plan tells of a resource beside what the run does. */
export interface PlanNotes {
  /** What differs in the places that `ignore_changes` lists. */
  readonly ignored: readonly Difference[];
  /** Pointers of what no read returns, and of which nobody knows what was sent last: sent again only where a person asks for it. */
  readonly unknown: readonly string[];
}

/** What the run does with a resource. */
export type PlannedAction<Failure> =
  | PlannedCreate
  | PlannedUpdate
  | PlannedReplace
  /** `before`: its live properties, secrets marked; undefined where they could not be read. */
  | { readonly kind: 'delete'; readonly before: Value | undefined }
  /** `unmanaged`: what is not as declared, and the build leaves alone, since no query of the stack looks at it. */
  | { readonly kind: 'unchanged'; readonly unmanaged: readonly UnmanagedDifference[] }
  /** The build writes the stack's mark, and nothing else. To adopt what belongs to nobody counts as no change. */
  | {
      readonly kind: 'mark';
      readonly change: MarkChange;
      readonly changes: readonly PropertyChange[];
      readonly unmanaged: readonly UnmanagedDifference[];
    }
  /** A query that gives its exports. */
  | { readonly kind: 'read' }
  /** Teardown: proved not to be there. */
  | { readonly kind: 'absent' }
  /** It is there. Whether it differs, only the build will know. */
  | { readonly kind: 'unknown'; readonly needs: readonly Need[] }
  /** It could not be asked for: `needs` are values that only the run will know, or that a failed resource did not give. */
  | { readonly kind: 'not-looked-for'; readonly needs: readonly Need[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Left out by the selection. `read`: whether it was looked for, since a selected one takes its exports or it uses a selected one. */
  | { readonly kind: 'not-selected'; readonly read: 'found' | 'absent' | 'no' }
  /** Teardown: it belongs to another stack or to CloudFormation. */
  | { readonly kind: 'left'; readonly owner: Owner | NoOwner }
  /** It runs whatever is there; a plan does not run it. */
  | { readonly kind: 'run'; readonly what: 'command' | 'script' }
  | { readonly kind: 'failed'; readonly reason: Failure };

export interface PlannedCreate {
  readonly kind: 'create';
  /** What it is created with; undefined where even the names of the properties hang on what only the build will know. */
  readonly changes: readonly PropertyChange[] | undefined;
  /** Values of resources that are made by the same run, without which nobody can look for it; empty where it was looked for. */
  readonly needs: readonly Need[];
  /** No query says which resource it may already be: the build creates it, or takes the refusal of the service for an answer. */
  readonly mayExist: boolean;
}

export interface PlannedUpdate {
  readonly kind: 'update';
  /** Empty where no declared property differs; undefined where the patch hangs on what only the build will know. */
  readonly changes: readonly PropertyChange[] | undefined;
  /** Who says that it is to be updated; `createorupdate` writes without a question, and a strict stack sets what is declared. */
  readonly because: 'statecheck' | 'exports' | 'createorupdate' | 'declared' | 'properties' | 'write-only';
  /** What the same write changes about the stack's mark; absent where it changes nothing. */
  readonly mark?: MarkChange;
  /** Values of the same run that the question hangs on: where they are as they were, the build may find nothing to update. */
  readonly needs: readonly Need[];
}

/** It differs in what is fixed at creation: it is deleted, and created anew. */
export interface PlannedReplace {
  readonly kind: 'replace';
  readonly region: string;
  readonly changes: readonly PropertyChange[];
  /** The replaced resources of the same run whose values force it; empty where it differs by itself. */
  readonly follows: readonly string[];
  readonly leave: ReplaceLeave;
}

/**
 * Whether a build may replace a resource. `by-name-only`: it may not, and only naming it in the run lets it. `protected`: it holds data, and the
 * environment is protected. `not-selected`: it would have
 * to follow, and the run is not about it.
 */
export type ReplaceLeave = 'given' | 'missing' | 'by-name-only' | 'protected' | 'not-selected';

/** How much a plan changes. A replacement is neither a create nor a delete. */
export interface PlanCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
}

export function countsOf<Failure>({ resources, besides }: Plan<Failure>): PlanCounts {
  const amount = (kind: PlannedAction<Failure>['kind']): number =>
    resources.filter(({ action }) => action.kind === kind).length;
  const beside = (kind: PlannedBeside['action']['kind']): number =>
    besides.filter(({ action }) => action.kind === kind).length;
  const marked = resources.filter(({ action }) => action.kind === 'mark' && action.change.kind !== 'adopt').length;
  return {
    create: amount('create'),
    update: amount('update') + marked + beside('forget'),
    replace: amount('replace'),
    delete: amount('delete') + beside('prune'),
  };
}

/** Whether a run would change the cloud. What is not known to change, such as a command, is no change. */
export function hasChanges<Failure>(plan: Plan<Failure>): boolean {
  return Object.values(countsOf(plan)).some((amount) => amount > 0);
}
