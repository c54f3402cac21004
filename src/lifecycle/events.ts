import type { ResourceRecord } from '../check/resource-records.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { SqlText } from '../query/statement.ts';
import type { Rows } from '../engine/engine.ts';
import type { FailureReason, ResourceOutcome, RunResult, UndoStep, Verb } from './outcome.ts';

/**
 * What a run tells while it goes on. `resource` is an address as `formatAddress` writes it; `run.started` has a record of each, which
 * says what stands behind it.
 */
export type LifecycleEvent =
  | {
      readonly kind: 'run.started';
      readonly verb: Verb;
      readonly stack: string;
      readonly environment: string;
      /** In the order of the run. */
      readonly resources: readonly ResourceRecord[];
      /** How many resources may be written at one time; absent where it is one after the other. */
      readonly parallelism?: number;
    }
  | { readonly kind: 'run.diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  /** `phase` is `collecting` while a teardown learns exports. */
  | { readonly kind: 'resource.started'; readonly resource: string; readonly phase: 'main' | 'collecting' }
  | {
      readonly kind: 'resource.statement';
      readonly resource: string;
      readonly anchor: Anchor;
      readonly text: SqlText;
      readonly added: readonly AddedOperation[];
    }
  | {
      readonly kind: 'resource.waiting';
      readonly resource: string;
      readonly anchor: Anchor;
      /** The attempt that has just been made, from 1. */
      readonly attempt: number;
      readonly attempts: number;
      readonly delayMs: number;
    }
  /** A write was refused for what another entry has made or changed a moment ago, and is sent again after a while. */
  | {
      readonly kind: 'resource.delayed';
      readonly resource: string;
      /** The entry that IAM has to make known first, and its type. */
      readonly until: string;
      readonly typeName: string;
      /** The words of the refusal. */
      readonly message: string;
      /** How often it was refused for that, from 1. */
      readonly times: number;
      readonly delayMs: number;
    }
  /** A write was refused, perhaps because those entries were not done yet: it has another turn after them. */
  | {
      readonly kind: 'resource.postponed';
      readonly resource: string;
      readonly until: readonly string[];
      readonly reason: FailureReason;
    }
  | { readonly kind: 'resource.writing'; readonly resource: string; readonly anchor: Anchor }
  | {
      readonly kind: 'resource.finished';
      readonly resource: string;
      readonly outcome: ResourceOutcome;
      readonly elapsedMs: number;
    }
  /** A line that a script wrote. */
  | {
      readonly kind: 'resource.script-line';
      readonly resource: string;
      readonly stream: 'output' | 'errors';
      readonly line: string;
    }
  /** What a troubleshoot query found, or why it could not be asked. */
  | {
      readonly kind: 'resource.troubleshot';
      readonly resource: string;
      readonly anchor: Anchor;
      readonly found?: Rows;
      readonly reason?: FailureReason;
    }
  /** `changes`: how many there are to undo. */
  | { readonly kind: 'rollback.started'; readonly changes: number }
  | { readonly kind: 'rollback.step'; readonly step: UndoStep }
  | { readonly kind: 'run.finished'; readonly result: RunResult };

/** What the tool adds to what a person wrote, and why: `sent` is the tag that remembers what was sent, `mark` the stack's mark. */
export interface AddedOperation {
  readonly pointer: string;
  readonly why: 'write-only' | 'ignored-removal' | 'sent' | 'mark';
}
