import type { Literal, SqlText } from '../../query/statement.ts';
import { lexSql, type SqlPiece } from './sql-lexer.ts';

/** The smallest parts of a statement's text, in order: a name, a symbol, a literal, a table reference. */
export type SqlUnit =
  | (SqlPiece & {
      /** How many parentheses are open where it stands; both of a pair count as outside. */ readonly depth: number;
    })
  | { readonly kind: 'literal'; readonly literal: Literal; readonly depth: number }
  | { readonly kind: 'table'; readonly index: number; readonly text: string; readonly depth: number };

export function unitsOf(text: SqlText): readonly SqlUnit[] {
  const units: SqlUnit[] = [];
  let depth = 0;
  for (const token of text) {
    if (token.kind === 'literal') units.push({ kind: 'literal', literal: token.literal, depth });
    else if (token.kind === 'table') units.push({ kind: 'table', index: token.index, text: token.text, depth });
    else {
      for (const piece of lexSql(token.text)) {
        if (piece.text === ')') depth -= 1;
        units.push({ ...piece, depth });
        if (piece.text === '(') depth += 1;
      }
    }
  }
  return units;
}

/** A bare word, without regard to case. */
export function isKeyword(unit: SqlUnit | undefined, ...words: readonly string[]): boolean {
  return unit?.kind === 'word' && words.includes(unit.name.toUpperCase());
}

export function isSymbol(unit: SqlUnit | undefined, symbol: string): boolean {
  return unit?.kind === 'symbol' && unit.text === symbol;
}

/** A name, quoted or not. */
export function isName(unit: SqlUnit | undefined, name?: string): boolean {
  if (unit?.kind !== 'word' && unit?.kind !== 'quoted') return false;
  return name === undefined || unit.name.toLowerCase() === name.toLowerCase();
}

/** Index of the next unit from `from` on that is no blank. */
export function nextIndex(units: readonly SqlUnit[], from: number): number {
  let index = from;
  while (units[index]?.kind === 'blank') index += 1;
  return index;
}

/** Index of the unit before `from` that is no blank, or -1. */
export function previousIndex(units: readonly SqlUnit[], from: number): number {
  let index = from - 1;
  while (index >= 0 && units[index]?.kind === 'blank') index -= 1;
  return index;
}

/** Index of the `)` that closes the `(` at `open`, or the end. */
export function closingIndex(units: readonly SqlUnit[], open: number): number {
  const depth = units[open]?.depth;
  for (let index = open + 1; index < units.length; index += 1) {
    const unit = units[index];
    if (isSymbol(unit, ')') && unit?.depth === depth) return index;
  }
  return units.length;
}

/** `WITH … ` up to the SELECT that it belongs to; empty where there is none. */
export function withClauseOf(units: readonly SqlUnit[]): readonly SqlUnit[] {
  const first = nextIndex(units, 0);
  if (!isKeyword(units[first], 'WITH')) return [];
  const select = units.findIndex((unit, index) => index > first && unit.depth === 0 && isKeyword(unit, 'SELECT'));
  return units.slice(0, Math.max(0, select));
}
