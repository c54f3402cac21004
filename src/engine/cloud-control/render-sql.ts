import type { Literal } from '../../query/statement.ts';
import { reveal } from '../../values/reading.ts';
import { isMarked, type PlainValue, type Value } from '../../values/value.ts';
import type { SqlValue } from '../functions/sql-function.ts';
import type { BoundSelect } from './bind/bound.ts';
import { isKeyword, isName, isSymbol, nextIndex, previousIndex, type SqlUnit } from './sql-units.ts';
import { quoteName } from './sqlite.ts';

/** What a statement's text means to SQLite besides its own words. */
export type Meanings = Pick<BoundSelect, 'renames' | 'readAs' | 'consumed'> & {
  readonly tables: readonly { readonly index: number; readonly reference: { readonly alias: string } }[];
};

export const noMeanings: Meanings = { renames: new Map(), readAs: new Map(), consumed: new Map(), tables: [] };

/** SQL with its parameters `?1`, `?2` …; a value is a parameter, never text. */
export class SqlWriter {
  readonly parameters: SqlValue[] = [];
  readonly #numbers = new Map<SqlValue, number>();

  /** The SQL of units. */
  write(units: readonly SqlUnit[], meanings: Meanings): string {
    const replaced = consumedColumns(units, meanings);
    return units
      .map((unit, index) => {
        const instead = replaced.get(index);
        if (instead !== undefined) return typeof instead === 'string' ? instead : this.#literal(instead, meanings);
        if (unit.kind === 'literal') return this.#literal(unit.literal, meanings);
        if (unit.kind === 'table') return this.#table(units, index, unit.index, meanings);
        if (!isName(unit) || isSymbol(units[nextIndex(units, index + 1)], '(')) return unit.text;
        const column = meanings.renames.get(unit.name.toLowerCase());
        return column === undefined ? unit.text : quoteName(column);
      })
      .join('');
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

  #literal(literal: Literal, meanings: Meanings): string {
    const value = meanings.readAs.get(literal) ?? literal.value;
    // Between quotes the digits of `007` are meant, also where no column tells so.
    const isText = literal.form !== 'bare' && isMarked(value) && value.kind === 'number-as-written';
    return this.value(isText ? value.text : value);
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

  #table(units: readonly SqlUnit[], index: number, tableIndex: number, meanings: Meanings): string {
    const name = quoteName(tableName(tableIndex));
    if (hasAlias(units, index)) return name;
    const alias = meanings.tables.find((table) => table.index === tableIndex)?.reference.alias;
    return alias === undefined ? name : `${name} AS ${quoteName(alias)}`;
  }
}

/** The name under which SQLite knows the rows of a table reference. */
export function tableName(index: number): string {
  return `table ${index}`;
}

/** JSON inside SQLite: lists and maps are compact JSON text, booleans 1 and 0. */
export function toSql(value: PlainValue): Exclude<SqlValue, bigint | Uint8Array> {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** Words that may follow a table without an alias. */
const afterTable = [
  ...['WHERE', 'JOIN', 'LEFT', 'RIGHT', 'FULL', 'INNER', 'CROSS', 'NATURAL', 'OUTER', 'ON', 'USING', 'GROUP', 'ORDER'],
  ...['HAVING', 'LIMIT', 'OFFSET', 'UNION', 'EXCEPT', 'INTERSECT', 'WINDOW', 'INDEXED', 'NOT'],
];

function hasAlias(units: readonly SqlUnit[], index: number): boolean {
  const next = units[nextIndex(units, index + 1)];
  if (next?.kind === 'string') return true;
  return isName(next) && !isKeyword(next, ...afterTable);
}

/** The columns that are replaced: the unit's index and what stands there instead. */
function consumedColumns(units: readonly SqlUnit[], { consumed }: Meanings): ReadonlyMap<number, string | Literal> {
  const replaced = new Map<number, string | Literal>();
  if (consumed.size === 0) return replaced;
  units.forEach((unit, index) => {
    if (unit.kind !== 'literal' || !consumed.has(unit.literal)) return;
    const column = comparedColumn(units, index);
    if (column === undefined) return;
    const instead = consumed.get(unit.literal);
    replaced.set(
      column.name,
      instead === undefined ? unit.literal : `${quoteName(instead.qualifier)}.${quoteName(instead.column)}`,
    );
    if (column.qualifier !== undefined) {
      for (let part = column.qualifier; part < column.name; part += 1) replaced.set(part, '');
    }
  });
  return replaced;
}

/** Where the column stands with which the literal is compared: `column = literal`, `column IN (literal`, `literal = column`. */
function comparedColumn(
  units: readonly SqlUnit[],
  literal: number,
): { readonly name: number; readonly qualifier: number | undefined } | undefined {
  let operator = previousIndex(units, literal);
  if (isSymbol(units[operator], '(')) operator = previousIndex(units, operator);
  if (isSymbol(units[operator], '=') || isKeyword(units[operator], 'IN')) {
    let name = previousIndex(units, operator);
    if (isSymbol(units[name], '=')) name = previousIndex(units, name);
    if (!isName(units[name])) return undefined;
    const dot = previousIndex(units, name);
    return { name, qualifier: isSymbol(units[dot], '.') ? previousIndex(units, dot) : undefined };
  }
  let next = nextIndex(units, literal + 1);
  if (!isSymbol(units[next], '=')) return undefined;
  next = nextIndex(units, next + 1);
  if (isSymbol(units[next], '=')) next = nextIndex(units, next + 1);
  if (!isName(units[next])) return undefined;
  const dot = nextIndex(units, next + 1);
  return isSymbol(units[dot], '.')
    ? { name: nextIndex(units, dot + 1), qualifier: next }
    : { name: next, qualifier: undefined };
}
