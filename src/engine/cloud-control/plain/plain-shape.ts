import { childrenOf, withoutParentheses } from '../../../query/reading/expression-parts.ts';
import type { CallExpression, Expression } from '../../../query/tree.ts';
import type { SqlFunction } from '../../functions/sql-function.ts';
import type { Decisions } from '../bind/bound.ts';
import { notPlain } from './not-plain.ts';

/**
 * Leaves an expression to SQLite that is more than plain code works out. It is looked at as it is written, because there may be no row to
 * work it out for: an aggregate yields one all the same, and what SQLite refuses it refuses then too.
 */
export function leaveUnlessPlain(
  expression: Expression,
  decisions: Decisions,
  functions: readonly SqlFunction[],
): void {
  if (decisions.met.has(expression)) return;
  if (!isPlainHere(expression, decisions, functions)) notPlain();
  for (const part of childrenOf(expression)) leaveUnlessPlain(part, decisions, functions);
}

/** Whether an expression is plain where all inside it is. */
function isPlainHere(expression: Expression, decisions: Decisions, functions: readonly SqlFunction[]): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'nested':
    case 'and':
    case 'or':
    case 'in':
    case 'null-test':
      return true;
    case 'comparison':
      return !(/^IS\b/i.test(expression.symbol) && isTruthWord(expression.right));
    case 'unary':
      return expression.operator === 'NOT';
    case 'arithmetic':
      return expression.rest.every(({ symbol }) => symbol === '||');
    case 'call':
      return isPlainCall(expression, decisions, functions);
    default:
      return false;
  }
}

/** `IS TRUE` asks whether something is true, and not whether it is 1. */
function isTruthWord(expression: Expression): boolean {
  const inner = withoutParentheses(expression);
  return inner.kind === 'literal' && /^(?:TRUE|FALSE)$/i.test(inner.written ?? '');
}

function isPlainCall(call: CallExpression, { hidden }: Decisions, functions: readonly SqlFunction[]): boolean {
  const { name, inputs, isStar, quantifier, orderBy, filter, over } = call;
  if (isStar || quantifier !== undefined || orderBy.length > 0 || filter !== undefined || over !== undefined)
    return false;
  const called = name.name.toLowerCase();
  if (called === 'json_extract') return inputs.length === 2;
  const known = functions.find((one) => one.name.toLowerCase() === called);
  return known?.parameters.length === inputs.length + (hidden.get(call)?.length ?? 0);
}
