import type { Block } from '../../../query/statement.ts';
import type {
  ColumnExpression,
  Core,
  Expression,
  ExpressionItem,
  Query,
  QuerySource,
  SelectCore,
} from '../../../query/tree.ts';
import { withoutParentheses } from '../../../query/reading/expression-parts.ts';
import type { BoundSelect } from '../bind/bound.ts';

/** `SELECT COUNT(*) FROM … WHERE a AND b`, or the same over a derived table that names its conditions. */
export interface CountingQuery {
  /** The block whose WHERE has the conditions. */
  readonly block: Block;
  readonly core: SelectCore;
  readonly terms: readonly Expression[];
  /** Where FROM is one derived table and nothing else. */
  readonly inner: InnerQuery | undefined;
}

export interface InnerQuery {
  readonly source: QuerySource;
  readonly block: Block;
  readonly core: SelectCore;
}

/** The shape of a SELECT that counts; undefined for any other. */
export function countingQuery({ statement, scope }: BoundSelect): CountingQuery | undefined {
  const block = scope.block(0);
  const core = plainCore(statement.query);
  if (block === undefined || core === undefined || !countsRows(core)) return undefined;
  return { block, core, terms: termsOf(core.where), inner: innerOf(core, block, scope.statement.blocks) };
}

/** The conditions of an inner query that yields no row by itself. */
export function innerConditions({ inner }: CountingQuery): CountingQuery | undefined {
  if (inner?.core.where === undefined) return undefined;
  return { block: inner.block, core: inner.core, terms: termsOf(inner.core.where), inner: undefined };
}

/** The expression that a column of the derived table is. */
export function namedExpression(
  column: Expression,
  { block, inner }: CountingQuery,
  { scope }: BoundSelect,
): Expression | undefined {
  if (column.kind !== 'column' || inner === undefined) return undefined;
  const meaning = scope.resolve(column, block);
  if (meaning.kind !== 'output' || meaning.block !== inner.block) return undefined;
  const wanted = meaning.name.toLowerCase();
  const output = inner.block.outputs.find(({ name }) => name.toLowerCase() === wanted);
  return output?.item?.kind === 'expression' ? output.item.expression : undefined;
}

/** What a condition compares, for showing it: both sides, or a function's inputs. */
export function sidesOf(term: Expression): readonly Expression[] {
  switch (term.kind) {
    case 'nested':
      return sidesOf(term.inner);
    case 'unary':
      return term.operator === 'NOT' ? sidesOf(term.operand) : [term];
    case 'call':
      return term.inputs;
    case 'comparison': {
      const left = withoutParentheses(term.left);
      const right = withoutParentheses(term.right);
      // `json_equal(a, b) = 1` compares a and b.
      if (left.kind === 'call' && isTruth(right)) return left.inputs;
      if (right.kind === 'call' && isTruth(left)) return right.inputs;
      return [left, right];
    }
    case 'in':
      return [term.operand, ...term.items];
    case 'between':
      return [term.operand, term.low, term.high];
    case 'match':
      return [term.operand, term.pattern];
    case 'null-test':
      return [term.operand];
    default:
      return [];
  }
}

/** The two sides of a condition that asks whether they are equal: `a = b`, `json_equal(a, b)`, `json_equal(a, b) = 1`. */
export function equalSides(term: Expression): readonly [Expression, Expression] | undefined {
  const plain = withoutParentheses(term);
  if (plain.kind === 'call') {
    const [left, right, ...others] = plain.inputs;
    const isEqual = equalities.includes(plain.name.name.toLowerCase());
    return isEqual && left !== undefined && right !== undefined && others.length === 0 ? [left, right] : undefined;
  }
  if (plain.kind !== 'comparison' || plain.operator !== '=') return undefined;
  const left = withoutParentheses(plain.left);
  const right = withoutParentheses(plain.right);
  if (left.kind === 'call' && isTruth(right)) return equalSides(left);
  if (right.kind === 'call' && isTruth(left)) return equalSides(right);
  return [left, right];
}

const equalities = ['json_equal', 'aws_policy_equal'];

/** The column that a condition asks to be true: `test_x = 1`, `test_x`. */
export function testedColumn(term: Expression): ColumnExpression | undefined {
  const plain = withoutParentheses(term);
  if (plain.kind === 'column') return plain;
  if (plain.kind !== 'comparison' || plain.operator !== '=') return undefined;
  const left = withoutParentheses(plain.left);
  const right = withoutParentheses(plain.right);
  if (left.kind === 'column' && isTruth(right)) return left;
  return right.kind === 'column' && isTruth(left) ? right : undefined;
}

function isTruth(expression: Expression): boolean {
  if (expression.kind !== 'literal') return false;
  const { value } = expression.literal;
  return value === 1 || value === true || value === '1' || value === 'true';
}

function termsOf(condition: Expression | undefined): readonly Expression[] {
  if (condition === undefined) return [];
  const plain = withoutParentheses(condition);
  return plain.kind === 'and' ? plain.terms.flatMap(termsOf) : [plain];
}

/** The one SELECT of a query without ORDER BY, LIMIT and groups. */
function plainCore({ operands, limit }: Query): SelectCore | undefined {
  const [core, ...others] = operands;
  return others.length === 0 && limit === undefined && isPlain(core) ? core : undefined;
}

function isPlain(core: Core): core is SelectCore {
  return (
    core.kind === 'select' && core.quantifier !== 'DISTINCT' && core.groupBy.length === 0 && core.having === undefined
  );
}

function countsRows({ items, sources }: SelectCore): boolean {
  const [item, ...others] = items;
  if (item?.kind !== 'expression' || others.length > 0 || sources.length === 0) return false;
  const call = withoutParentheses(item.expression);
  return (
    call.kind === 'call' &&
    call.name.name.toLowerCase() === 'count' &&
    call.quantifier !== 'DISTINCT' &&
    call.over === undefined
  );
}

function innerOf(core: SelectCore, block: Block, blocks: readonly Block[]): InnerQuery | undefined {
  const [joined, ...others] = core.sources;
  if (joined?.source.kind !== 'query' || others.length > 0) return undefined;
  const { source } = joined;
  const inner = blocks.find(({ parent, tree }) => parent === block.id && tree === source.query);
  const innerCore = plainCore(source.query);
  if (inner === undefined || innerCore === undefined || innerCore.items.some(isAggregate)) return undefined;
  return { source, block: inner, core: innerCore };
}

const aggregates = ['count', 'sum', 'total', 'avg', 'min', 'max', 'group_concat', 'string_agg', 'json_group_array'];

/** More columns beside an aggregate would be those of any row. */
function isAggregate(item: SelectCore['items'][number]): item is ExpressionItem {
  if (item.kind === 'star') return false;
  const call = withoutParentheses(item.expression);
  return call.kind === 'call' && call.over === undefined && aggregates.includes(call.name.name.toLowerCase());
}
