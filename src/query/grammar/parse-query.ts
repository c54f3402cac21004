import type { LexemeReader } from './lexeme-reader.ts';
import { parseExpression, parseExpressions } from './parse-expression.ts';
import { parseSources } from './parse-sources.ts';
import { parseOrderTerms, parseWindow, readOrderBy } from './parse-window.ts';
import { joinWords, reservedWords } from './reserved-words.ts';
import type { SetOperator } from '../statement.ts';
import type { Core, Cte, Expression, Name, Query, SelectItem, ValuesCore } from './tree.ts';

/** `[WITH …] SELECT … [UNION …] [ORDER BY …] [LIMIT …]`. */
export function parseQuery(reader: LexemeReader): Query {
  const from = reader.index;
  const ctes = parseCtes(reader);
  return parseQueryBody(reader, ctes, from);
}

/** A query without its WITH clause, which was read before. */
export function parseQueryBody(reader: LexemeReader, ctes: readonly Cte[], from: number): Query {
  const operands: [Core, ...Core[]] = [parseCore(reader)];
  const operators: SetOperator[] = [];
  for (let found = reader.peek(); ; found = reader.peek()) {
    const keyword = reader.word('UNION', 'EXCEPT', 'INTERSECT');
    if (keyword === undefined) break;
    if (keyword === 'UNION') reader.word('ALL');
    operators.push(keyword === 'UNION' ? 'union' : keyword === 'EXCEPT' ? 'except' : 'intersect');
    reader.chain(found.at);
    operands.push(parseCore(reader));
  }
  const order = readOrderBy(reader) ? parseOrderTerms(reader) : [];
  const limits: Expression[] = [];
  if (reader.word('LIMIT') !== undefined) {
    limits.push(parseExpression(reader));
    if (reader.word('OFFSET') !== undefined || reader.symbol(',') !== undefined) limits.push(parseExpression(reader));
  }
  if ((order.length > 0 || limits.length > 0) && reader.isWord('UNION', 'EXCEPT', 'INTERSECT')) {
    reader.refuse('sql/syntax', 'ORDER BY and LIMIT stand behind the last SELECT of a UNION', reader.peek().at);
  }
  return { ctes, operands, operators, orderBy: order, limits, from, to: reader.index };
}

export function parseCtes(reader: LexemeReader): readonly Cte[] {
  if (reader.word('WITH') === undefined) return [];
  reader.word('RECURSIVE');
  const ctes: Cte[] = [];
  do {
    const name = reader.name('the name of a table expression');
    if (reader.isSymbol('(') && reader.isWordAhead(1, 'SELECT', 'WITH', 'VALUES')) reader.expected('AS');
    const columns = reader.isSymbol('(') ? nameList(reader) : [];
    reader.expectWord('AS');
    reader.word('NOT');
    reader.word('MATERIALIZED');
    reader.expectSymbol('(');
    const query = reader.nested(() => parseQuery(reader));
    reader.expectSymbol(')');
    ctes.push({ name, columns, query });
  } while (reader.symbol(',') !== undefined);
  return ctes;
}

export function nameList(reader: LexemeReader): readonly Name[] {
  const names: Name[] = [];
  reader.expectSymbol('(');
  do names.push(reader.name('a column'));
  while (reader.symbol(',') !== undefined);
  reader.expectSymbol(')');
  return names;
}

function parseCore(reader: LexemeReader): Core {
  if (reader.isWord('VALUES')) return parseValues(reader);
  const from = reader.index;
  if (reader.isSymbol('(')) {
    reader.refuse('sql/syntax', 'expected SELECT, found (', reader.peek().at, {
      help: 'a SELECT of a UNION stands without parentheses',
    });
  }
  if (reader.isWord('INSERT', 'UPDATE', 'DELETE')) {
    reader.refuse('sql/unsupported', 'WITH cannot stand before a write', reader.peek().at, {
      help: 'an INSERT may have it behind its columns: INSERT INTO … (…) WITH … SELECT …',
    });
  }
  reader.expectWord('SELECT');
  const isDistinct = reader.word('DISTINCT', 'ALL') === 'DISTINCT';
  const items = parseItems(reader);
  const sources = reader.word('FROM') === undefined ? [] : parseSources(reader);
  const where = reader.word('WHERE') === undefined ? undefined : parseExpression(reader);
  let groupBy: readonly Expression[] = [];
  if (reader.word('GROUP') !== undefined) {
    reader.expectWord('BY');
    groupBy = parseExpressions(reader);
  }
  const having = reader.word('HAVING') === undefined ? undefined : parseExpression(reader);
  const windows: Expression[] = [];
  if (reader.word('WINDOW') !== undefined) {
    do {
      reader.name('a window');
      reader.expectWord('AS');
      windows.push(...parseWindow(reader));
    } while (reader.symbol(',') !== undefined);
  }
  return { kind: 'select', isDistinct, items, sources, where, groupBy, having, windows, ...reader.since(from) };
}

function parseValues(reader: LexemeReader): ValuesCore {
  const from = reader.index;
  const rows: (readonly Expression[])[] = [];
  reader.expectWord('VALUES');
  do {
    reader.expectSymbol('(');
    rows.push(reader.nested(() => parseExpressions(reader)));
    reader.expectSymbol(')');
  } while (reader.symbol(',') !== undefined);
  return { kind: 'values', rows, ...reader.since(from) };
}

/** The items of a select list or of RETURNING. */
export function parseItems(reader: LexemeReader): readonly SelectItem[] {
  const items = [parseItem(reader)];
  while (reader.symbol(',') !== undefined) items.push(parseItem(reader));
  return items;
}

function parseItem(reader: LexemeReader): SelectItem {
  const from = reader.index;
  if (reader.symbol('*') !== undefined) return { kind: 'star', path: undefined, ...reader.since(from) };
  if (isQualifiedStar(reader)) {
    const path = reader.path('a table');
    reader.expectSymbol('.');
    reader.expectSymbol('*');
    return { kind: 'star', path, ...reader.since(from) };
  }
  const expression = parseExpression(reader);
  return { kind: 'expression', expression, alias: parseAlias(reader), ...reader.since(from) };
}

function isQualifiedStar(reader: LexemeReader): boolean {
  for (let ahead = 0; ; ahead += 2) {
    const { kind } = reader.peek(ahead);
    if ((kind !== 'word' && kind !== 'name') || !reader.isSymbolAhead(ahead + 1, '.')) return false;
    if (reader.isSymbolAhead(ahead + 2, '*')) return true;
  }
}

/** `AS x`, `x`, `'x'`. */
export function parseAlias(reader: LexemeReader): Name | undefined {
  if (reader.word('AS') !== undefined) return reader.aliasName();
  const lexeme = reader.peek();
  if (lexeme.kind === 'name') return reader.name('an alias');
  if (lexeme.kind === 'literal' && lexeme.literal.form !== 'bare') return reader.aliasName();
  if (lexeme.kind !== 'word' || reservedWords.has(lexeme.keyword) || joinWords.has(lexeme.keyword)) return undefined;
  return reader.name('an alias');
}
