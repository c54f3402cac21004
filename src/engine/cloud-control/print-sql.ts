import type { Literal } from '../../query/literal.ts';
import { QueryPrinter, type QuerySink } from '../../query/print-query.ts';
import type {
  CallExpression,
  ColumnExpression,
  Expression,
  ExpressionItem,
  LiteralExpression,
  NamedSource,
  StarItem,
} from '../../query/tree.ts';
import { reveal } from '../../values/reading.ts';
import { isMarked, type PlainValue, type Value } from '../../values/value.ts';
import type { SqlValue } from '../functions/sql-function.ts';
import type { Decisions } from './bind/bound.ts';
import { quoteName } from './quote-name.ts';
import { tableName, toSql } from './to-sql.ts';

export const noDecisions: Decisions = {
  columns: new Map(),
  names: new Map(),
  tables: new Map(),
  readAs: new Map(),
  met: new Set(),
  hidden: new Map(),
};

/** Prints trees as SQL for SQLite, with parameters `?1`, `?2` …; a value is a parameter, never text. */
export class SqlPrinter {
  readonly parameters: SqlValue[] = [];
  readonly #decisions: Decisions;
  readonly #numbers = new Map<SqlValue, number>();

  constructor(decisions: Decisions) {
    this.#decisions = decisions;
  }

  /** The SQL of what `print` prints. Several texts of one printer share their parameters. */
  print(print: (printer: QueryPrinter) => void): string {
    const sink = new SqlSink(this.#decisions, (value) => this.value(value));
    print(new QueryPrinter(sink));
    return sink.sql;
  }

  /** A value in the place of a literal. */
  value(value: Value): string {
    if (isMarked(value) && value.kind === 'sql-fragment') return value.text;
    if (isMarked(value) && value.kind === 'sql-list') {
      const items = value.items.map((item) => this.value(item));
      return `(${items.length === 0 ? 'NULL' : items.join(', ')})`;
    }
    return this.#plain(reveal(value));
  }

  /** Numbers stand as they are: `ORDER BY 1` means a column, and a parameter does not. */
  #plain(value: PlainValue): string {
    const cell = toSql(value);
    if (cell === null) return 'NULL';
    if (typeof cell === 'number') return String(cell);
    // One text is one parameter, so that SQLite sees that two expressions are the same.
    const number = this.#numbers.get(cell) ?? this.parameters.push(cell);
    this.#numbers.set(cell, number);
    return `?${number}`;
  }
}

class SqlSink implements QuerySink {
  sql = '';
  readonly #decisions: Decisions;
  readonly #value: (value: Value) => string;

  constructor(decisions: Decisions, value: (value: Value) => string) {
    this.#decisions = decisions;
    this.#value = value;
  }

  code(text: string): void {
    this.sql += text;
  }

  literal({ literal, written }: LiteralExpression): void {
    const read = this.#decisions.readAs.get(literal);
    if (read === undefined && written !== undefined) this.sql += written;
    else this.sql += this.#value(read ?? meantBy(literal));
  }

  column(node: ColumnExpression): void {
    this.sql += this.#decisions.columns.get(node) ?? node.text;
  }

  table(node: NamedSource): void {
    const index = this.#decisions.tables.get(node);
    const [name] = node.path.parts;
    const alias = node.alias?.name ?? node.path.parts.at(-1)?.name ?? name.name;
    if (index !== undefined) this.sql += `${quoteName(tableName(index))} AS ${quoteName(alias)}`;
    else this.sql += name.text + (node.alias === undefined ? '' : ` AS ${node.alias.text}`);
  }

  star({ table }: StarItem): void {
    const last = table?.parts.at(-1);
    this.sql += last === undefined ? '*' : `${last.text}.*`;
  }

  nameOf(item: ExpressionItem): string | undefined {
    return item.alias?.text ?? this.#decisions.names.get(item);
  }

  hiddenInputs(node: CallExpression): readonly string[] {
    const inputs = this.#decisions.hidden.get(node) ?? [];
    return inputs.map((input) => (input.kind === 'value' ? this.#value(input.value) : input.code));
  }

  instead(node: Expression): string | undefined {
    return this.#decisions.met.has(node) ? '1' : undefined;
  }
}

/** Between quotes the digits of `007` are meant, also where no column tells so. */
export function meantBy({ value, form }: Literal): Value {
  return form !== 'bare' && isMarked(value) && value.kind === 'number-as-written' ? value.text : value;
}
