import type { Grammar } from './grammar.ts';
import { parseArithmetic, parseExpression, parseNegation } from './parse-expression.ts';
import { parseQuery } from './parse-query.ts';

/** SQLite's grammar of queries and expressions. */
export const sqlGrammar: Grammar = {
  expression: parseExpression,
  negation: parseNegation,
  arithmetic: parseArithmetic,
  query: parseQuery,
};
