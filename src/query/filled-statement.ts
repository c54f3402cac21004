import type { Value } from '../values/value.ts';
import type { Literal, Statement } from './statement.ts';

/** A statement of a query that many resources may share: what it says, and apart from that the values of its literals. */
export interface FilledStatement {
  /**
   * What it says. Statements that differ in nothing but the values of their literals have the same object here, whose own values are
   * those of one of them.
   */
  readonly model: Statement;
  /** It is the one whose values the model has. */
  readonly isModel: boolean;
  /** The value that a literal of the model has in this statement. */
  valueOf(literal: Literal): Value;
  /** The statement by itself; put together when it is asked for, and the same object each time. */
  readonly statement: Statement;
}

/** A statement that was parsed for itself alone. */
export function parsedStatement(statement: Statement): FilledStatement {
  return { model: statement, isModel: true, valueOf: ({ value }) => value, statement };
}

/** The values of all literals that are seen in the text of a statement, in order. */
export function shownValues(filled: FilledStatement): readonly Value[] {
  return filled.model.text.flatMap((token) => (token.kind === 'literal' ? [filled.valueOf(token.literal)] : []));
}
