import type { Expression, Path } from '../grammar/tree.ts';
import type { ColumnUse } from '../statement.ts';
import type { ConjunctDraft } from './block-draft.ts';
import { partsOf } from './expression-parts.ts';
import { literalOf } from './read-value.ts';

interface Notes {
  readonly useOf: (path: Path) => ColumnUse;
  /** The expression is a literal that will be taken as a value. */
  readonly markLiteral: (expression: Expression) => void;
}

/** The conditions that must all be true, as far as they can give a column its values. `a.x = b.y` is two: either side may feed the other. */
export function conjunctsOf(condition: Expression, origin: 'where' | 'on' | 'left-on', notes: Notes): ConjunctDraft[] {
  if (condition.kind === 'nested') return conjunctsOf(condition.inner, origin, notes);
  if (condition.kind === 'and') return condition.terms.flatMap((term) => conjunctsOf(term, origin, notes));
  const found: ConjunctDraft[] = [];
  if (condition.kind === 'comparison' && condition.operator === '=') {
    for (const [column, other] of [
      [condition.left, condition.right],
      [condition.right, condition.left],
    ] as const) {
      const conjunct = equality(column, other, origin, notes);
      if (conjunct !== undefined) found.push(conjunct);
    }
  } else if (condition.kind === 'in' && !condition.negated && condition.operand.kind === 'column') {
    const values = condition.items.map(literalOf).filter((literal) => literal !== undefined);
    if (values.length === condition.items.length) {
      condition.items.forEach(notes.markLiteral);
      found.push({ kind: 'constant', column: notes.useOf(condition.operand.path), values, origin });
    }
  }
  return found.length > 0 ? found : [{ kind: 'other' }];
}

function equality(
  column: Expression,
  other: Expression,
  origin: 'where' | 'on' | 'left-on',
  notes: Notes,
): ConjunctDraft | undefined {
  if (column.kind === 'nested') return equality(column.inner, other, origin, notes);
  if (column.kind !== 'column') return undefined;
  const literal = literalOf(other);
  if (literal !== undefined) {
    notes.markLiteral(other);
    return { kind: 'constant', column: notes.useOf(column.path), values: [literal], origin };
  }
  const { columns, hasSubselect } = partsOf(other);
  // What hangs on a subselect is worked out by SQLite when all rows are there.
  if (hasSubselect || columns.length === 0) return undefined;
  const mentions = columns.map(notes.useOf);
  return {
    kind: 'feed',
    column: notes.useOf(column.path),
    expression: { from: other.from, to: other.to },
    mentions,
    origin,
  };
}
