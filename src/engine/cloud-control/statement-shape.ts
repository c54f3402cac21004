import type { Block, SqlText } from '../../query/statement.ts';
import {
  closingIndex,
  isKeyword,
  isName,
  isSymbol,
  nextIndex,
  previousIndex,
  unitsOf,
  type SqlUnit,
} from './sql-units.ts';

/** The text of a SELECT with the parts of it that are looked at by themselves. */
export interface StatementShape {
  readonly units: readonly SqlUnit[];
  /** `WITH … ` up to the SELECT that it belongs to; empty where there is none. */
  readonly withClause: readonly SqlUnit[];
  /** The SELECT behind the WITH clause. */
  readonly main: readonly SqlUnit[];
}

export function shapeOf(text: SqlText): StatementShape {
  const units = unitsOf(text);
  const first = nextIndex(units, 0);
  if (!isKeyword(units[first], 'WITH')) return { units, withClause: [], main: units };
  const select = units.findIndex((unit, index) => index > first && unit.depth === 0 && isKeyword(unit, 'SELECT'));
  if (select < 0) return { units, withClause: [], main: units };
  return { units, withClause: units.slice(0, select), main: units.slice(select) };
}

/** The text inside the parentheses of a CTE or derived table, or undefined where it is not found. */
export function bodyOf(shape: StatementShape, block: Block): readonly SqlUnit[] | undefined {
  if (block.role === 'statement') return shape.main;
  const { name } = block;
  if (name === undefined) return undefined;
  const { units } = shape;
  for (let open = 0; open < units.length; open += 1) {
    if (!isSymbol(units[open], '(') || !isKeyword(units[nextIndex(units, open + 1)], 'SELECT', 'WITH')) continue;
    const close = closingIndex(units, open);
    const isBody = block.role === 'cte' ? isCteOf(units, open, name) : isDerivedAs(units, close, name);
    if (isBody) return units.slice(open + 1, close);
  }
  return undefined;
}

/** `name AS (`, `name (columns) AS [NOT] MATERIALIZED (`. */
function isCteOf(units: readonly SqlUnit[], open: number, name: string): boolean {
  let index = previousIndex(units, open);
  if (isKeyword(units[index], 'MATERIALIZED')) index = previousIndex(units, index);
  if (isKeyword(units[index], 'NOT')) index = previousIndex(units, index);
  if (!isKeyword(units[index], 'AS')) return false;
  return isName(units[previousIndex(units, index)], name);
}

/** `) AS name`, `) name`. */
function isDerivedAs(units: readonly SqlUnit[], close: number, name: string): boolean {
  let index = nextIndex(units, close + 1);
  if (isKeyword(units[index], 'AS')) index = nextIndex(units, index + 1);
  return isName(units[index], name);
}

/** An item of a select list that is nothing but a column, or undefined for anything else. */
export type PlainItem = { readonly qualifier: string | undefined; readonly name: string } | undefined;

/** The items of a SELECT's list, in order; undefined where they cannot be told apart, as in a UNION. */
export function plainItems(select: readonly SqlUnit[]): readonly PlainItem[] | undefined {
  const start = nextIndex(select, 0);
  const depth = select[start]?.depth;
  if (!isKeyword(select[start], 'SELECT') || depth === undefined) return undefined;
  if (select.some((unit) => unit.depth === depth && isKeyword(unit, 'UNION', 'EXCEPT', 'INTERSECT'))) return undefined;
  const items: SqlUnit[][] = [[]];
  for (const unit of select.slice(start + 1)) {
    if (unit.depth === depth && (isKeyword(unit, 'FROM', 'WHERE', 'ORDER', 'LIMIT') || isSymbol(unit, ';'))) break;
    if (unit.depth === depth && isSymbol(unit, ',')) items.push([]);
    else if (unit.kind !== 'blank') items.at(-1)?.push(unit);
  }
  if (isKeyword(items[0]?.[0], 'DISTINCT', 'ALL')) items[0]?.shift();
  return items.map(plainItem);
}

function plainItem(units: readonly SqlUnit[]): PlainItem {
  const [first, second, third] = units;
  if (first === undefined || !isName(first) || !('name' in first)) return undefined;
  if (isSymbol(second, '.') && third !== undefined && isName(third) && 'name' in third) {
    return isAlias(units.slice(3)) ? { qualifier: first.name, name: third.name } : undefined;
  }
  return isAlias(units.slice(1)) ? { qualifier: undefined, name: first.name } : undefined;
}

function isAlias(units: readonly SqlUnit[]): boolean {
  const rest = isKeyword(units[0], 'AS') ? units.slice(1) : units;
  if (rest.length === 0) return units.length === 0;
  return rest.length === 1 && (isName(rest[0]) || rest[0]?.kind === 'string');
}
