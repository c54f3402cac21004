import type { Literal, SqlText } from '../query/statement.ts';

/** Every literal of a statement, in order. */
export function literalsIn(text: SqlText): readonly Literal[] {
  return text.flatMap((token) => (token.kind === 'literal' ? [token.literal] : []));
}
