import type { Expression, Path } from '../grammar/tree.ts';
import type { ColumnUse } from '../statement.ts';
import type { ConjunctDraft } from './block-draft.ts';
import { partsOf } from './expression-parts.ts';
import { literalOf } from './read-value.ts';

type Origin = 'where' | 'on' | 'left-on';

interface Notes {
  readonly useOf: (path: Path) => ColumnUse;
  /** The expression is a literal that will be taken as a value. */
  readonly markLiteral: (expression: Expression) => void;
}

/** The conditions that must all be true, as far as they can give a column its values. `a.x = b.y` is two: either side may feed the other. */
export function conjunctsOf(condition: Expression, origin: Origin, notes: Notes): ConjunctDraft[] {
  if (condition.kind === 'nested') return conjunctsOf(condition.inner, origin, notes);
  if (condition.kind === 'and') return condition.terms.flatMap((term) => conjunctsOf(term, origin, notes));
  const found: ConjunctDraft[] = [];
  if (condition.kind === 'or') {
    const conjunct = alternatives(condition.terms, origin, notes);
    if (conjunct !== undefined) found.push(conjunct);
  } else if (condition.kind === 'comparison' && condition.operator === '=') {
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
      found.push({ kind: 'constant', column: notes.useOf(condition.operand.path), again: [], values, origin });
    }
  }
  if (found.length > 0) return found;
  return [{ kind: 'other', mentions: partsOf(condition).columns.map(notes.useOf) }];
}

/** `column = 'a' OR column = 'b'` is `column IN ('a', 'b')`. */
function alternatives(terms: readonly Expression[], origin: Origin, notes: Notes): ConjunctDraft | undefined {
  const found = terms.flatMap((term) => conjunctsOf(term, origin, notes));
  const constants = found.filter((conjunct) => conjunct.kind === 'constant');
  const [first, ...others] = constants;
  if (first === undefined || found.length !== terms.length || constants.length !== terms.length) return undefined;
  if (!others.every(({ column }) => isSame(column, first.column))) return undefined;
  return {
    kind: 'constant',
    column: first.column,
    again: constants.flatMap(({ column, again }, index) => (index === 0 ? again : [column, ...again])),
    values: constants.flatMap(({ values }) => values),
    origin,
  };
}

function isSame(left: ColumnUse, right: ColumnUse): boolean {
  return (
    left.qualifier?.toLowerCase() === right.qualifier?.toLowerCase() &&
    left.name.toLowerCase() === right.name.toLowerCase()
  );
}

function equality(column: Expression, other: Expression, origin: Origin, notes: Notes): ConjunctDraft | undefined {
  if (column.kind === 'nested') return equality(column.inner, other, origin, notes);
  if (column.kind !== 'column') return undefined;
  const literal = literalOf(other);
  if (literal !== undefined) {
    notes.markLiteral(other);
    return { kind: 'constant', column: notes.useOf(column.path), again: [], values: [literal], origin };
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
