import { formatSql } from '../format-statement.ts';
import { withoutParentheses } from '../reading/expression-parts.ts';
import type { Expression, SelectItem } from '../tree.ts';
import type { Grammar } from './grammar.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { parseAlias } from './parse-alias.ts';
import { textOf } from './statement-text.ts';

/** The items of a select list or of RETURNING. */
export function parseItems(reader: LexemeReader, grammar: Grammar): readonly SelectItem[] {
  const items = [parseItem(reader, grammar)];
  while (reader.symbol(',') !== undefined) items.push(parseItem(reader, grammar));
  return items;
}

function parseItem(reader: LexemeReader, grammar: Grammar): SelectItem {
  const from = reader.index;
  if (reader.symbol('*') !== undefined) return { kind: 'star', table: undefined, at: reader.since(from) };
  if (isQualifiedStar(reader)) {
    const table = reader.path('a table');
    reader.expectSymbol('.');
    reader.expectSymbol('*');
    return { kind: 'star', table, at: reader.since(from) };
  }
  const expression = grammar.expression(reader, grammar);
  const to = reader.index;
  const alias = parseAlias(reader);
  const name = alias?.name ?? nameOf(expression, reader, from, to);
  return { kind: 'expression', expression, alias, name, at: reader.since(from) };
}

function nameOf(expression: Expression, reader: LexemeReader, from: number, to: number): string {
  const inner = withoutParentheses(expression);
  return inner.kind === 'column' ? inner.name : formatSql(textOf(reader, from, to), 'shown');
}

function isQualifiedStar(reader: LexemeReader): boolean {
  for (let ahead = 0; ; ahead += 2) {
    const { kind } = reader.peek(ahead);
    if ((kind !== 'word' && kind !== 'name') || !reader.isSymbolAhead(ahead + 1, '.')) return false;
    if (reader.isSymbolAhead(ahead + 2, '*')) return true;
  }
}
