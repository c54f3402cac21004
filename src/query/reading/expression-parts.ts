import { unreachable } from '../../base/unreachable.ts';
import type { Expression, Path } from '../grammar/tree.ts';

/** The expressions right inside another one; those of a subselect are its own. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'subselect':
      return [];
    case 'call':
      return [...expression.inputs, ...expression.clauses];
    case 'and':
    case 'or':
      return expression.terms;
    case 'comparison':
      return [expression.left, expression.right];
    case 'in':
      return [expression.operand, ...expression.items];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'case':
      return [
        expression.operand,
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        expression.otherwise,
      ].filter((part) => part !== undefined);
    case 'nested':
      return [expression.inner];
    case 'other':
      return expression.parts;
    default:
      return unreachable(expression);
  }
}

/** The columns that an expression mentions outside subselects, and whether it has any of these. */
export function partsOf(expression: Expression): { readonly columns: readonly Path[]; readonly hasSubselect: boolean } {
  const columns: Path[] = [];
  let hasSubselect = false;
  const visit = (part: Expression): void => {
    if (part.kind === 'column') columns.push(part.path);
    if (part.kind === 'subselect') hasSubselect = true;
    childrenOf(part).forEach(visit);
  };
  visit(expression);
  return { columns, hasSubselect };
}
