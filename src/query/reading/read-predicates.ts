import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import type { Predicate } from '../statement.ts';
import type { ColumnExpression, Expression } from '../tree.ts';
import { partsOf } from './expression-parts.ts';
import { isSlot, readValue } from './read-value.ts';

/** The WHERE of an UPDATE or DELETE: what names the resource, and nothing that would have to be asked of the cloud first. */
export function readPredicates(where: Expression | undefined, reader: LexemeReader): readonly Predicate[] {
  if (where === undefined) return [];
  if (where.kind === 'and') return where.terms.flatMap((term) => readPredicates(term, reader));
  if (where.kind === 'nested') return readPredicates(where.inner, reader);
  const { at } = where;
  if (where.kind === 'comparison' && where.operator === '=') {
    const isColumn = where.left.kind === 'column' && !(isSlot(where.left) && where.right.kind === 'column');
    const [column, value] = isColumn ? [where.left, where.right] : [where.right, where.left];
    if (column.kind === 'column' && (isValue(value) || isSlot(value))) {
      return [{ column: nameOf(column), operator: '=', values: [readValue(value, reader)], at }];
    }
  }
  if (where.kind === 'in' && !where.negated && where.operand.kind === 'column' && where.items.every(isValue)) {
    const values = where.items.map((item) => readValue(item, reader));
    return [{ column: nameOf(where.operand), operator: 'in', values, at }];
  }
  reader.report(
    'this condition cannot be carried out in the WHERE of a write',
    at,
    'what stands there is column = value and column IN (values), joined by AND',
  );
  return [];
}

function isValue(expression: Expression): boolean {
  const { columns, hasSubselect } = partsOf(expression);
  return columns.length === 0 && !hasSubselect;
}

function nameOf({ name, at }: ColumnExpression): Predicate['column'] {
  return { name, at };
}
