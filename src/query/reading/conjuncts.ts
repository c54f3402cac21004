import type { Conjunct, ColumnUse, Origin } from '../statement.ts';
import type { Expression, LogicalExpression } from '../tree.ts';
import { partsOf, withoutParentheses } from './expression-parts.ts';
import { literalOf } from './read-value.ts';

/** The conditions that must all be true, as far as they can give a column its values. `a.x = b.y` is two: either side may feed the other. */
export function conjunctsOf(condition: Expression, origin: Origin): Conjunct[] {
  if (condition.kind === 'nested') return conjunctsOf(condition.inner, origin);
  if (condition.kind === 'and') return condition.terms.flatMap((term) => conjunctsOf(term, origin));
  const found: Conjunct[] = [];
  if (condition.kind === 'or') {
    const conjunct = alternatives(condition, origin);
    if (conjunct !== undefined) found.push(conjunct);
  } else if (condition.kind === 'comparison' && condition.operator === '=') {
    for (const [column, other] of [
      [condition.left, condition.right],
      [condition.right, condition.left],
    ] as const) {
      const conjunct = equality(condition, column, other, origin);
      if (conjunct !== undefined) found.push(conjunct);
    }
  } else if (condition.kind === 'in' && !condition.negated) {
    const column = withoutParentheses(condition.operand);
    const values = condition.items.map(literalOf).filter((literal) => literal !== undefined);
    if (column.kind === 'column' && values.length === condition.items.length) {
      found.push({ kind: 'constant', column, again: [], values, term: condition, origin });
    }
  }
  if (found.length > 0) return found;
  return [{ kind: 'other', mentions: partsOf(condition).columns }];
}

/** `column = 'a' OR column = 'b'` is `column IN ('a', 'b')`. */
function alternatives(term: LogicalExpression, origin: Origin): Conjunct | undefined {
  const { terms } = term;
  const found = terms.flatMap((term) => conjunctsOf(term, origin));
  const constants = found.filter((conjunct) => conjunct.kind === 'constant');
  const [first, ...others] = constants;
  if (first === undefined || found.length !== terms.length || constants.length !== terms.length) return undefined;
  if (!others.every(({ column }) => isSame(column, first.column))) return undefined;
  return {
    kind: 'constant',
    column: first.column,
    again: constants.flatMap(({ column, again }, index) => (index === 0 ? again : [column, ...again])),
    values: constants.flatMap(({ values }) => values),
    term,
    origin,
  };
}

function isSame(left: ColumnUse, right: ColumnUse): boolean {
  return (
    left.qualifier?.toLowerCase() === right.qualifier?.toLowerCase() &&
    left.name.toLowerCase() === right.name.toLowerCase()
  );
}

function equality(term: Expression, left: Expression, right: Expression, origin: Origin): Conjunct | undefined {
  const column = withoutParentheses(left);
  if (column.kind !== 'column') return undefined;
  const literal = literalOf(right);
  if (literal !== undefined) return { kind: 'constant', column, again: [], values: [literal], term, origin };
  const { columns, hasSubselect } = partsOf(right);
  // What hangs on a subselect is worked out by SQLite when all rows are there.
  if (hasSubselect || columns.length === 0) return undefined;
  return { kind: 'feed', column, expression: right, mentions: columns, origin };
}
