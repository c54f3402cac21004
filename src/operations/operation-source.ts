import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Operation } from '../engine/operation.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { FilledStatement } from '../query/filled-statement.ts';
import type { Statement } from '../query/statement.ts';
import type { Composed } from '../stack/compose-statement.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';

/** Where the operations of a resource come from: its query file is one such source. */
export interface OperationSource {
  /**
   * What a step of a resource means in a scope. It is worked out once for the same values: a second question with the same values is
   * answered with the same objects, so that what is checked, shown, compared, sent and undone is one and the same.
   */
  operationsFor(step: Step): Prepared;
}

export interface Step {
  readonly resource: StackResource;
  readonly anchor: Anchor;
  readonly scope: Scope;
  /** The region of statements that name none. */
  readonly defaultRegion: string | undefined;
}

/** What a query comes to. */
export type Prepared = PreparedQuery | Exclude<Composed, { kind: 'composed' }>;

export interface PreparedQuery {
  readonly kind: 'prepared';
  /** One, or several where the resource is of type `multi`. */
  readonly statements: readonly PreparedStatement[];
  /** Of the template and the grammar. */
  readonly warnings: readonly Diagnostic[];
}

export interface PreparedStatement {
  /** Put together when it is asked for, where many resources share the query: what can be learnt from `filled` costs less there. */
  readonly statement: Statement;
  /** The same, its values apart from what it says. */
  readonly filled: FilledStatement;
  /** Undefined where its type is not known: the diagnostics say so. */
  readonly operation: Operation | undefined;
  /** What binding found: the operation must not be carried out where an error is among them. */
  readonly diagnostics: readonly Diagnostic[];
}
