import { formatPointer } from '../../../base/json-pointer.ts';
import { ok, type Result } from '../../../base/result.ts';
import { partsOf, withoutParentheses } from '../../../query/reading/expression-parts.ts';
import type { Block } from '../../../query/statement.ts';
import { textOfExpression } from '../../../query/text-of-query.ts';
import { literalsOf } from '../../../query/tree-literals.ts';
import type { ColumnExpression, Expression, ExpressionItem, Name, SelectCore } from '../../../query/tree.ts';
import { surelyHoldsSecret } from '../../../resource-types/secret-path.ts';
import { holdsSecret, reveal } from '../../../values/reading.ts';
import { Secret, type Value } from '../../../values/value.ts';
import type { StatementFailure } from '../../engine.ts';
import type { Explanation, FalseTerm } from '../../explanation.ts';
import type { SqlValue } from '../../functions/sql-function.ts';
import { compareCells } from '../../functions/as-declared.ts';
import { onlyRegionOf, propertyOf, type ComparedProperty } from '../bind/bind-compared-columns.ts';
import type { BoundSelect } from '../bind/bound.ts';
import { hide } from '../hide-secrets.ts';
import { OutputSources } from '../output-sources.ts';
import type { LoadOptions } from '../load-options.ts';
import { loadTables } from '../load-tables.ts';
import { mayRunAway } from '../may-run-away.ts';
import { SqlPrinter } from '../print-sql.ts';
import { quoteName } from '../quote-name.ts';
import { plainCell, secretsOf } from '../read-select.ts';
import { SecretTexts } from '../secret-texts.ts';
import { originals } from '../select-outputs.ts';
import { sqlTable, type LoadedTable } from '../table-rows.ts';
import {
  countingQuery,
  equalSides,
  innerConditions,
  namedExpression,
  sidesOf,
  testedColumn,
  type CountingQuery,
} from './counting-query.ts';
import { undeclaredMembers } from './undeclared-members.ts';

interface Side {
  readonly expression: Expression;
  /** The block whose columns it names. */
  readonly block: Block;
}

/** A side with what was found there. */
interface AskedSide extends Side {
  readonly cell: SqlValue;
  readonly property: ComparedProperty | undefined;
}

interface Term {
  readonly condition: Expression;
  /** What is shown of it. */
  readonly shown: Expression;
  readonly sides: readonly Side[];
}

/** Asks the conditions of a SELECT that counts one by one, over the rows that it reads; what is known of them is not asked again. */
export async function explainSelect(
  bound: BoundSelect,
  options: LoadOptions,
): Promise<Result<Explanation, StatementFailure>> {
  const counting = countingQuery(bound);
  if (counting === undefined) return ok({ kind: 'unknown' });
  const loaded = await loadTables(bound, options);
  if (!loaded.ok) return loaded;
  const explained = await explainTerms(bound, counting, loaded.value, options);
  const behind = explained.ok && explained.value.kind === 'no-rows' ? innerConditions(counting) : undefined;
  return behind === undefined ? explained : explainTerms(bound, behind, loaded.value, options);
}

async function explainTerms(
  bound: BoundSelect,
  counting: CountingQuery,
  loaded: readonly LoadedTable[],
  options: LoadOptions,
): Promise<Result<Explanation, StatementFailure>> {
  const terms = counting.terms.map((condition) => termOf(condition, counting, bound));
  if (terms.length === 0) return ok({ kind: 'unknown' });
  const printer = new SqlPrinter(bound.decisions);
  const core = askingCore(counting, terms);
  const sql = printer.print((query) => {
    query.withClause(bound.statement.query);
    query.core(core);
  });
  const query = { sql, parameters: printer.parameters, tables: loaded.map(sqlTable) };
  const answer = await options.evaluate(query, mayRunAway(bound, loaded));
  // What SQLite cannot say of a condition by itself is not explained.
  if (!answer.ok) return ok({ kind: 'unknown' });
  const row = nearest(answer.value.rows, terms.length);
  if (row === undefined) return ok({ kind: 'no-rows' });
  const secrets = secretsOf(bound.statement, loaded, options.registry);
  const lineage = new OutputSources(bound);
  let cell = terms.length;
  const found: FalseTerm[] = [];
  for (const [index, { shown, sides }] of terms.entries()) {
    const asked = sides.map((side): AskedSide => ({
      ...side,
      cell: row[cell++] ?? null,
      property: propertyBehind(side, bound, lineage),
    }));
    if (row[index] === 1) continue;
    const isSecret = literalsOf(shown).some(({ value }) => holdsSecret(value));
    found.push({
      text: textOfExpression(shown),
      at: shown.at,
      sides: asked.map((side) => {
        const value = valueOf(side, side.cell, bound, loaded, secrets);
        return {
          text: textOfExpression(side.expression),
          at: side.expression.at,
          // What is compared with a secret may be the secret of yesterday.
          value: isSecret && value !== null && !holdsSecret(value) ? new Secret(reveal(value)) : value,
          property: side.property?.path,
        };
      }),
      ...equality(shown, asked),
    });
  }
  return ok({ kind: 'false-terms', terms: found });
}

function propertyBehind(
  { expression, block }: Side,
  bound: BoundSelect,
  lineage: OutputSources,
): ComparedProperty | undefined {
  const column = withoutParentheses(expression);
  const property = column.kind === 'column' ? propertyOf(bound, lineage, column, block) : 'computed';
  return typeof property === 'string' ? undefined : property;
}

const unequal = { equalBy: [], undeclared: [] };

/** Why a property equals the value that a condition takes for another. */
function equality(condition: Expression, sides: readonly AskedSide[]): Pick<FalseTerm, 'equalBy' | 'undeclared'> {
  const equal = equalSides(condition);
  if (equal === undefined) return unequal;
  const both = equal.map((expression) => sides.find((side) => side.expression === expression));
  const column = both.find((side) => side?.property !== undefined);
  const value = both.find((side) => side !== undefined && side !== column);
  if (column?.property === undefined || value === undefined) return unequal;
  const { type, path, table } = column.property;
  const cells = { column: column.cell, value: value.cell };
  const { comparison, declared, live } = compareCells(type, path, cells, { region: onlyRegionOf(table) });
  if (comparison.kind !== 'equal') return unequal;
  return {
    equalBy: comparison.by,
    undeclared: undeclaredMembers(declared, live).map((inside) => formatPointer([...path, ...inside])),
  };
}

function termOf(condition: Expression, counting: CountingQuery, bound: BoundSelect): Term {
  const tested = testedColumn(condition);
  const named = tested === undefined ? undefined : namedExpression(tested, counting, bound);
  const inner = counting.inner;
  if (named === undefined || inner === undefined) {
    return {
      condition,
      shown: condition,
      sides: sidesOf(condition).map((expression) => ({ expression, block: counting.block })),
    };
  }
  return { condition, shown: named, sides: sidesOf(named).map((expression) => ({ expression, block: inner.block })) };
}

/** `SELECT a IS TRUE, b IS TRUE, sides … FROM …`; sides inside a derived table are columns more of that. */
function askingCore({ core, inner, block }: CountingQuery, terms: readonly Term[]): SelectCore {
  const truths = terms.map(({ condition }) => item(isTrue(condition)));
  const added: ExpressionItem[] = [];
  const sides = terms
    .flatMap((term) => term.sides)
    .map((side) => {
      if (side.block === block || inner === undefined) return item(side.expression);
      const name = sideName(added.length, side.expression.at);
      added.push({ ...item(side.expression), alias: name, name: name.name });
      return item(columnOf(name));
    });
  const items = [...truths, ...sides];
  if (inner === undefined) return { ...core, items, where: undefined };
  const query = {
    ...inner.source.query,
    operands: [{ ...inner.core, items: [...inner.core.items, ...added] }] as const,
  };
  const [joined] = core.sources;
  const sources = joined === undefined ? [] : [{ ...joined, source: { ...inner.source, query } }];
  return { ...core, items, sources, where: undefined };
}

function item(expression: Expression): ExpressionItem {
  return { kind: 'expression', expression, alias: undefined, name: '', at: expression.at };
}

function isTrue(condition: Expression): Expression {
  const { at } = condition;
  const literal = { kind: 'literal', value: true, form: 'bare', wrapper: undefined, at } as const;
  const right = { kind: 'literal', literal, written: 'TRUE', at } as const;
  const left = { kind: 'nested', inner: condition, at } as const;
  return { kind: 'comparison', operator: 'other', symbol: 'IS', left, right, at };
}

function sideName(index: number, at: Name['at']): Name {
  const name = `side ${index} of a condition`;
  return { name, text: quoteName(name), at };
}

function columnOf({ name, text, at }: Name): ColumnExpression {
  return { kind: 'column', qualifier: undefined, name, text, at };
}

/** The row of which the most conditions are true; the first of several. */
function nearest(rows: readonly (readonly SqlValue[])[], terms: number): readonly SqlValue[] | undefined {
  const met = (row: readonly SqlValue[]): number => row.slice(0, terms).filter((cell) => cell === 1).length;
  let best: readonly SqlValue[] | undefined;
  for (const row of rows) if (best === undefined || met(row) > met(best)) best = row;
  return best;
}

function valueOf(
  { expression, block }: Side,
  cell: SqlValue,
  bound: BoundSelect,
  loaded: readonly LoadedTable[],
  secrets: SecretTexts,
): Value {
  if (expression.kind === 'literal') return expression.literal.value;
  if (cell === null) return null;
  if (expression.kind === 'column') {
    const meaning = bound.scope.resolve(expression, block);
    const table =
      meaning.kind === 'column' ? bound.tables.find(({ index }) => index === meaning.table.index) : undefined;
    if (meaning.kind === 'column' && table !== undefined) {
      const { column } = meaning;
      return hide(originals([{ kind: 'column', table, column }], loaded).get(cell) ?? plainCell(cell), column.secrets);
    }
  }
  const value = plainCell(cell);
  const text = SecretTexts.plain(value);
  const isSecret =
    literalsOf(expression).some((literal) => holdsSecret(literal.value)) ||
    partsOf(expression).columns.some((use) => {
      const meaning = bound.scope.resolve(use, block);
      return meaning.kind === 'column' && surelyHoldsSecret(meaning.column.secrets);
    });
  return isSecret || (text !== undefined && secrets.isIn(text)) ? new Secret(value) : value;
}
