import type { Expression, Query } from '../tree.ts';
import type { LexemeReader } from './lexeme-reader.ts';

/** The rules that stand inside each other: a part of the grammar that needs one from further out is handed them. */
export interface Grammar {
  readonly expression: (reader: LexemeReader, grammar: Grammar) => Expression;
  /** NOT and everything that binds tighter. */
  readonly negation: (reader: LexemeReader, grammar: Grammar) => Expression;
  /** What binds tighter than any comparison. */
  readonly arithmetic: (reader: LexemeReader, grammar: Grammar) => Expression;
  readonly query: (reader: LexemeReader, grammar: Grammar) => Query;
}

/** `a, b, c`. */
export function parseExpressions(reader: LexemeReader, grammar: Grammar): readonly Expression[] {
  const found = [grammar.expression(reader, grammar)];
  while (reader.symbol(',') !== undefined) found.push(grammar.expression(reader, grammar));
  return found;
}
