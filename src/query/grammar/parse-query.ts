import type { Core, Cte, Query, QueryOperator, SelectCore, SelectItem, ValuesCore } from '../tree.ts';
import { parseExpressions, type Grammar } from './grammar.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { parseItems } from './parse-items.ts';
import { parseNames } from './parse-alias.ts';
import { parseSources } from './parse-sources.ts';
import { parseOrderBy, parseWindow } from './parse-window.ts';

/** `[WITH …] SELECT … [UNION …] [ORDER BY …] [LIMIT …]`. */
export function parseQuery(reader: LexemeReader, grammar: Grammar): Query {
  const from = reader.index;
  const { isRecursive, ctes } = parseCtes(reader, grammar);
  const operands: [Core, ...Core[]] = [parseCore(reader, grammar)];
  const operators: QueryOperator[] = [];
  for (let found = reader.peek(); ; found = reader.peek()) {
    const keyword = reader.word('UNION', 'EXCEPT', 'INTERSECT');
    if (keyword === undefined) break;
    operators.push(keyword === 'UNION' && reader.word('ALL') !== undefined ? 'UNION ALL' : keyword);
    reader.chain(found.at);
    operands.push(parseCore(reader, grammar));
  }
  const orderBy = parseOrderBy(reader, grammar);
  const { limit, offset } = parseLimit(reader, grammar);
  if ((orderBy.length > 0 || limit !== undefined) && reader.isWord('UNION', 'EXCEPT', 'INTERSECT')) {
    reader.refuse('sql/syntax', 'ORDER BY and LIMIT stand behind the last SELECT of a UNION', reader.peek().at);
  }
  return { isRecursive, ctes, operands, operators, orderBy, limit, offset, at: reader.since(from) };
}

/** `LIMIT n OFFSET m`, which may also be written `LIMIT m, n`. */
function parseLimit(reader: LexemeReader, grammar: Grammar): Pick<Query, 'limit' | 'offset'> {
  if (reader.word('LIMIT') === undefined) return { limit: undefined, offset: undefined };
  const first = grammar.expression(reader, grammar);
  if (reader.word('OFFSET') !== undefined) return { limit: first, offset: grammar.expression(reader, grammar) };
  if (reader.symbol(',') !== undefined) return { limit: grammar.expression(reader, grammar), offset: first };
  return { limit: first, offset: undefined };
}

function parseCtes(reader: LexemeReader, grammar: Grammar): Pick<Query, 'isRecursive' | 'ctes'> {
  if (reader.word('WITH') === undefined) return { isRecursive: false, ctes: [] };
  const isRecursive = reader.word('RECURSIVE') !== undefined;
  const ctes: Cte[] = [];
  do {
    const name = reader.name('the name of a table expression');
    if (reader.isSymbol('(') && reader.isWordAhead(1, 'SELECT', 'WITH', 'VALUES')) reader.expected('AS');
    const columns = reader.isSymbol('(') ? parseNames(reader) : [];
    reader.expectWord('AS');
    const isNegated = reader.word('NOT') !== undefined;
    const isMaterialized = reader.word('MATERIALIZED') !== undefined;
    const materialized = !isMaterialized ? undefined : isNegated ? 'NOT MATERIALIZED' : 'MATERIALIZED';
    reader.expectSymbol('(');
    const query = reader.nested(() => parseQuery(reader, grammar));
    reader.expectSymbol(')');
    ctes.push({ name, columns, materialized, query });
  } while (reader.symbol(',') !== undefined);
  return { isRecursive, ctes };
}

function parseCore(reader: LexemeReader, grammar: Grammar): Core {
  if (reader.isWord('VALUES')) return parseValues(reader, grammar);
  const from = reader.index;
  if (reader.isSymbol('(')) {
    reader.refuse('sql/syntax', 'expected SELECT, found (', reader.peek().at, {
      help: 'remove the parentheses around the SELECT of a UNION',
    });
  }
  if (reader.isWord('INSERT', 'UPDATE', 'DELETE')) {
    reader.refuse('sql/unsupported', 'WITH cannot stand before a write', reader.peek().at, {
      help: 'an INSERT may have it behind its columns: INSERT INTO … (…) WITH … SELECT …',
    });
  }
  reader.expectWord('SELECT');
  const quantifier = reader.word('DISTINCT', 'ALL');
  const items: readonly SelectItem[] = parseItems(reader, grammar);
  const sources = reader.word('FROM') === undefined ? [] : parseSources(reader, grammar);
  const where = reader.word('WHERE') === undefined ? undefined : grammar.expression(reader, grammar);
  let groupBy: SelectCore['groupBy'] = [];
  if (reader.word('GROUP') !== undefined) {
    reader.expectWord('BY');
    groupBy = parseExpressions(reader, grammar);
  }
  const having = reader.word('HAVING') === undefined ? undefined : grammar.expression(reader, grammar);
  const windows = parseWindows(reader, grammar);
  return { kind: 'select', quantifier, items, sources, where, groupBy, having, windows, at: reader.since(from) };
}

function parseWindows(reader: LexemeReader, grammar: Grammar): SelectCore['windows'] {
  const windows: SelectCore['windows'][number][] = [];
  if (reader.word('WINDOW') === undefined) return windows;
  do {
    const name = reader.name('a window');
    reader.expectWord('AS');
    windows.push({ name, window: parseWindow(reader, grammar) });
  } while (reader.symbol(',') !== undefined);
  return windows;
}

function parseValues(reader: LexemeReader, grammar: Grammar): ValuesCore {
  const from = reader.index;
  const rows: (readonly ValuesCore['rows'][number][number][])[] = [];
  reader.expectWord('VALUES');
  do {
    reader.expectSymbol('(');
    rows.push(reader.nested(() => parseExpressions(reader, grammar)));
    reader.expectSymbol(')');
  } while (reader.symbol(',') !== undefined);
  return { kind: 'values', rows, at: reader.since(from) };
}
