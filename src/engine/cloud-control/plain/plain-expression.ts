import type { ColumnUse } from '../../../query/statement.ts';
import type {
  ArithmeticExpression,
  CallExpression,
  ComparisonExpression,
  Expression,
  InExpression,
  LiteralExpression,
} from '../../../query/tree.ts';
import { isKnown, reveal } from '../../../values/reading.ts';
import { isMarked } from '../../../values/value.ts';
import type { SqlFunction } from '../../functions/sql-function.ts';
import type { BoundSelect, HiddenInput, TableColumn } from '../bind/bound.ts';
import type { Meaning } from '../bind/scope.ts';
import { meantBy } from '../print-sql.ts';
import { cellOf, type LoadedTable, type TableRow } from '../table-rows.ts';
import { extract } from './extract.ts';
import { notPlain } from './not-plain.ts';
import { leaveUnlessPlain } from './plain-shape.ts';
import { checked, equal, isTrue, plainCellOf, truth, type PlainCell } from './plain-value.ts';

/** A row of each table, by the index of the table. */
export type PlainRow = ReadonlyMap<number, TableRow>;

/**
 * Works expressions out as SQLite does, over rows that are plain: comparisons, AND, OR, NOT, IN, `||`, `json_extract` with a plain path, and the
 * functions that are not SQLite's own. Everything else is left to SQLite: what shows in how it is written has to be by `leaveUnlessPlain`
 * before, what shows in the values of a row is here.
 */
export class PlainExpressions {
  readonly #bound: BoundSelect;
  readonly #tables: ReadonlyMap<number, LoadedTable>;
  readonly #functions: readonly SqlFunction[];

  constructor(bound: BoundSelect, tables: readonly LoadedTable[], functions: readonly SqlFunction[]) {
    this.#bound = bound;
    this.#tables = new Map(tables.map((loaded) => [loaded.table.index, loaded]));
    this.#functions = functions;
  }

  /** Leaves to SQLite what is not plain as it is written. */
  check(expressions: readonly Expression[]): void {
    for (const expression of expressions) leaveUnlessPlain(expression, this.#bound.decisions, this.#functions);
  }

  /** Whether a condition is true of a row. */
  holds(condition: Expression, row: PlainRow): boolean {
    return isTrue(this.of(condition, row)) === true;
  }

  of(expression: Expression, row: PlainRow): PlainCell {
    if (this.#bound.decisions.met.has(expression)) return 1;
    switch (expression.kind) {
      case 'literal':
        return this.#literal(expression);
      case 'column': {
        const { table, column } = this.#meaningOf(expression);
        return this.#cell(table.index, column, row);
      }
      case 'nested':
        return this.of(expression.inner, row);
      case 'and':
        return this.#every(expression.terms, row);
      case 'or':
        return negated(this.#every(expression.terms, row, true));
      case 'comparison':
        return this.#comparison(expression, row);
      case 'in':
        return this.#in(expression, row);
      case 'null-test':
        return truth((this.of(expression.operand, row) === null) !== expression.negated);
      case 'unary':
        return negated(this.of(expression.operand, row));
      case 'arithmetic':
        return this.#joined(expression, row);
      case 'call':
        return this.#call(expression, row);
      default:
        return notPlain();
    }
  }

  #literal({ literal, written }: LiteralExpression): PlainCell {
    const read = this.#bound.decisions.readAs.get(literal);
    if (read === undefined && written !== undefined) return writtenCell(written);
    const value = read ?? meantBy(literal);
    if (!isKnown(value) || (isMarked(value) && (value.kind === 'sql-fragment' || value.kind === 'sql-list')))
      notPlain();
    return plainCellOf(reveal(value));
  }

  /** The index of the table that has the column. */
  tableOf(use: ColumnUse): number {
    return this.#meaningOf(use).table.index;
  }

  #meaningOf(use: ColumnUse): Extract<Meaning, { kind: 'column' }> {
    const block = this.#bound.scope.block(0);
    const meaning = block === undefined ? undefined : this.#bound.scope.resolve(use, block);
    return meaning?.kind === 'column' ? meaning : notPlain();
  }

  #cell(index: number, column: TableColumn, row: PlainRow): PlainCell {
    const [loaded, own] = [this.#tables.get(index), row.get(index)];
    return loaded === undefined || own === undefined ? notPlain() : plainCellOf(cellOf(loaded.table, column, own));
  }

  /** AND over terms, or over their opposites. Every term is looked at: one that SQLite refuses is refused, however the others are. */
  #every(terms: readonly Expression[], row: PlainRow, isNegated = false): PlainCell {
    const cells = terms.map((term) => isTrue(this.of(term, row)));
    if (cells.includes(isNegated)) return 0;
    return cells.includes(undefined) ? null : 1;
  }

  #comparison({ symbol, left, right }: ComparisonExpression, row: PlainRow): PlainCell {
    const [first, second] = [this.of(left, row), this.of(right, row)];
    switch (symbol.toUpperCase()) {
      case '=':
      case '==':
        return equal(first, second);
      case '<>':
      case '!=':
        return negated(equal(first, second));
      case 'IS':
        return truth(first === second);
      case 'IS NOT':
        return truth(first !== second);
      case '<':
        return ordered(first, second, (one, other) => one < other);
      case '>':
        return ordered(first, second, (one, other) => one > other);
      case '<=':
        return ordered(first, second, (one, other) => one <= other);
      case '>=':
        return ordered(first, second, (one, other) => one >= other);
      default:
        return notPlain();
    }
  }

  #in({ operand, items, negated: isNegated }: InExpression, row: PlainRow): PlainCell {
    const wanted = this.of(operand, row);
    const cells = items.map((item) => equal(wanted, this.of(item, row)));
    const found = cells.includes(1) ? 1 : cells.includes(null) ? null : 0;
    return isNegated ? negated(found) : found;
  }

  #joined({ first, rest }: ArithmeticExpression, row: PlainRow): PlainCell {
    const cells = [first, ...rest.map(({ operand }) => operand)].map((operand) => this.of(operand, row));
    const texts = cells.map((cell) => {
      // SQLite writes reals in its own way.
      if (typeof cell === 'number' && !Number.isInteger(cell)) notPlain();
      return cell === null ? null : String(cell);
    });
    return texts.includes(null) ? null : texts.join('');
  }

  #call(call: CallExpression, row: PlainRow): PlainCell {
    const given = call.inputs.map((input) => this.of(input, row));
    const called = call.name.name.toLowerCase();
    if (called === 'json_extract') return extract(given[0] ?? null, given[1] ?? null);
    const { evaluate } = this.#functions.find((one) => one.name.toLowerCase() === called) ?? notPlain();
    const hidden = this.#bound.decisions.hidden.get(call) ?? [];
    const answer = evaluate(...hidden.map((input) => this.#hidden(input, row)), ...given);
    // SQLite says what is wrong with the arguments.
    if (!answer.ok || typeof answer.value === 'bigint' || answer.value instanceof Uint8Array) return notPlain();
    return checked(answer.value);
  }

  #hidden(input: HiddenInput, row: PlainRow): PlainCell {
    return input.kind === 'value' ? plainCellOf(input.value) : this.#cell(input.table, input.column, row);
  }
}

function negated(cell: PlainCell): PlainCell {
  const holds = isTrue(cell);
  return holds === undefined ? null : truth(!holds);
}

/** Numbers alone: texts are ordered by their bytes. */
function ordered(left: PlainCell, right: PlainCell, holds: (left: number, right: number) => boolean): PlainCell {
  if (left === null || right === null) return null;
  return typeof left === 'number' && typeof right === 'number' ? truth(holds(left, right)) : notPlain();
}

/** A number or word as it stands in the query. `1.0` is a real to SQLite, which shows where it is joined to a text. */
function writtenCell(written: string): PlainCell {
  if (/^\d{1,15}(?:\.\d*[1-9])?$/.test(written) && written.length <= 16) return Number(written);
  switch (written.toUpperCase()) {
    case 'NULL':
      return null;
    case 'TRUE':
      return 1;
    case 'FALSE':
      return 0;
    default:
      return notPlain();
  }
}
