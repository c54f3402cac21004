import { unreachable } from '../../base/unreachable.ts';
import type { CallExpression, ColumnExpression, Expression, OrderTerm, Window } from '../tree.ts';

/** The expressions right inside another one; those of a subselect are its own. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'subselect':
    case 'word':
      return [];
    case 'call':
      return [...expression.inputs, ...clausesOf(expression)];
    case 'and':
    case 'or':
      return expression.terms;
    case 'comparison':
      return [expression.left, expression.right];
    case 'in':
      return [expression.operand, ...expression.items];
    case 'in-query':
      return [expression.operand, expression.subselect];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'match':
      return [expression.operand, expression.pattern, expression.escape].filter((part) => part !== undefined);
    case 'null-test':
    case 'unary':
    case 'collated':
    case 'cast':
      return [expression.operand];
    case 'arithmetic':
      return [expression.first, ...expression.rest.map(({ operand }) => operand)];
    case 'case':
      return [
        expression.operand,
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        expression.otherwise,
      ].filter((part) => part !== undefined);
    case 'exists':
      return [expression.subselect];
    case 'nested':
      return [expression.inner];
    case 'row':
      return expression.items;
    default:
      return unreachable(expression);
  }
}

/** ORDER BY, FILTER and OVER of an aggregate or window function. */
function clausesOf({ orderBy, filter, over }: CallExpression): readonly Expression[] {
  return [
    ...orderBy.map(expressionOf),
    ...(filter === undefined ? [] : [filter]),
    ...(over === undefined || 'name' in over ? [] : windowParts(over)),
  ];
}

/** The expressions of a window. */
export function windowParts({ partitionBy, orderBy, frame }: Window): readonly Expression[] {
  const bounds = [frame?.start, frame?.end].flatMap((bound) =>
    bound?.kind === 'distance' && bound.distance !== undefined ? [bound.distance] : [],
  );
  return [...partitionBy, ...orderBy.map(expressionOf), ...bounds];
}

function expressionOf({ expression }: OrderTerm): Expression {
  return expression;
}

/** The expression inside any parentheses around it. */
export function withoutParentheses(expression: Expression): Expression {
  return expression.kind === 'nested' ? withoutParentheses(expression.inner) : expression;
}

/** The columns that an expression mentions outside subselects, and whether it has any of these. */
export function partsOf(expression: Expression): {
  readonly columns: readonly ColumnExpression[];
  readonly hasSubselect: boolean;
} {
  const columns: ColumnExpression[] = [];
  let hasSubselect = false;
  const visit = (part: Expression): void => {
    if (part.kind === 'column') columns.push(part);
    if (part.kind === 'subselect') hasSubselect = true;
    childrenOf(part).forEach(visit);
  };
  visit(expression);
  return { columns, hasSubselect };
}
