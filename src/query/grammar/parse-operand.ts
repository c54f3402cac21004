import type { Literal } from '../statement.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { parseExpression, parseExpressions, parseNegation } from './parse-expression.ts';
import { parseQuery } from './parse-query.ts';
import { parseOrderTerms, parseWindow, readOrderBy } from './parse-window.ts';
import { reservedWords } from './reserved-words.ts';
import type { Expression, Extent, Name } from './tree.ts';

/** What stands between operators: a value, a name, a call, or something in parentheses. */
export function parseOperand(reader: LexemeReader): Expression {
  const from = reader.index;
  const lexeme = reader.peek();
  switch (lexeme.kind) {
    case 'literal':
    case 'number':
      reader.next();
      return { kind: 'literal', literal: lexeme.literal, ...reader.since(from) };
    case 'operator':
      return lexeme.text === '(' ? parenthesized(reader) : reader.expected('an expression');
    case 'name':
      return nameOrCall(reader);
    case 'word':
      return word(reader, lexeme.keyword);
    case 'end':
      return reader.expected('an expression');
  }
}

function word(reader: LexemeReader, keyword: string): Expression {
  const from = reader.index;
  const isName = reader.isSymbolAhead(1, '.', '(');
  switch (keyword) {
    case 'NULL':
    case 'TRUE':
    case 'FALSE': {
      if (isName) break;
      const { at } = reader.next();
      const value = keyword === 'NULL' ? null : keyword === 'TRUE';
      const literal: Literal = { kind: 'literal', value, form: 'bare', wrapper: undefined, at };
      return { kind: 'literal', literal, ...reader.since(from) };
    }
    case 'CURRENT_DATE':
    case 'CURRENT_TIME':
    case 'CURRENT_TIMESTAMP':
      if (isName) break;
      reader.next();
      return { kind: 'other', parts: [], ...reader.since(from) };
    case 'CASE':
      return reader.nested(() => conditional(reader));
    case 'CAST':
      if (reader.isSymbolAhead(1, '(')) return cast(reader);
      break;
    case 'NOT':
    case 'EXISTS': {
      if (reader.word('NOT') !== undefined && !reader.isWord('EXISTS')) {
        const operand = reader.nested(() => parseNegation(reader));
        return { kind: 'other', parts: [operand], ...reader.since(from) };
      }
      reader.expectWord('EXISTS');
      const operand = subselect(reader);
      return { kind: 'other', parts: [operand], ...reader.since(from) };
    }
    default:
      if (reservedWords.has(keyword)) return reservedHere(reader, isName);
  }
  return nameOrCall(reader);
}

/** `SELECT a, FROM t`: the keyword is meant as one; `SELECT index FROM t`: as a name. */
function reservedHere(reader: LexemeReader, isName: boolean): Expression {
  const lexeme = reader.peek();
  const begins = [
    'FROM',
    'WHERE',
    'GROUP',
    'ORDER',
    'HAVING',
    'LIMIT',
    'UNION',
    'AND',
    'OR',
    'THEN',
    'WHEN',
    'ELSE',
    'AS',
  ];
  if (lexeme.kind !== 'word' || (begins.includes(lexeme.keyword) && !isName)) return reader.expected('an expression');
  return nameOrCall(reader);
}

function nameOrCall(reader: LexemeReader): Expression {
  const from = reader.index;
  if (reader.isSymbolAhead(1, '(')) {
    const name = reader.anyName('a function');
    return call(reader, name);
  }
  const path = reader.path('an expression');
  return { kind: 'column', path, ...reader.since(from) };
}

function call(reader: LexemeReader, name: Name): Expression {
  const from = name.lexeme;
  const clauses: Expression[] = [];
  reader.expectSymbol('(');
  const inputs = reader.nested((): readonly Expression[] => {
    if (reader.symbol('*') !== undefined || reader.isSymbol(')')) return [];
    reader.word('DISTINCT', 'ALL');
    const found = parseExpressions(reader);
    if (readOrderBy(reader)) clauses.push(...parseOrderTerms(reader));
    return found;
  });
  reader.expectSymbol(')');
  if (reader.isWord('FILTER') && reader.isSymbolAhead(1, '(')) {
    reader.next();
    reader.next();
    reader.expectWord('WHERE');
    clauses.push(reader.nested(() => parseExpression(reader)));
    reader.expectSymbol(')');
  }
  if (reader.isWord('OVER')) {
    reader.next();
    if (reader.isSymbol('(')) clauses.push(...parseWindow(reader));
    else reader.name('a window');
  }
  return { kind: 'call', name, inputs, clauses, ...reader.since(from) };
}

function conditional(reader: LexemeReader): Expression {
  const from = reader.index;
  reader.expectWord('CASE');
  const operand = reader.isWord('WHEN') ? undefined : parseExpression(reader);
  const branches: { readonly when: Expression; readonly then: Expression }[] = [];
  do {
    reader.expectWord('WHEN');
    const when = parseExpression(reader);
    reader.expectWord('THEN');
    branches.push({ when, then: parseExpression(reader) });
  } while (reader.isWord('WHEN'));
  const otherwise = reader.word('ELSE') === undefined ? undefined : parseExpression(reader);
  reader.expectWord('END');
  return { kind: 'case', operand, branches, otherwise, ...reader.since(from) };
}

function cast(reader: LexemeReader): Expression {
  const from = reader.index;
  reader.next();
  reader.expectSymbol('(');
  const operand = reader.nested(() => parseExpression(reader));
  reader.expectWord('AS');
  reader.name('a type');
  while (reader.peek().kind === 'word') reader.name('a type');
  if (reader.symbol('(') !== undefined) {
    do {
      reader.symbol('-', '+');
      if (reader.peek().kind !== 'number') reader.expected('a number');
      reader.next();
    } while (reader.symbol(',') !== undefined);
    reader.expectSymbol(')');
  }
  reader.expectSymbol(')');
  return { kind: 'other', parts: [operand], ...reader.since(from) };
}

function parenthesized(reader: LexemeReader): Expression {
  if (reader.isWordAhead(1, 'SELECT', 'WITH', 'VALUES')) return subselect(reader);
  const from = reader.index;
  reader.expectSymbol('(');
  const inner = reader.nested(() => parseExpressions(reader));
  reader.expectSymbol(')');
  const extent: Extent = reader.since(from);
  const [only] = inner;
  return only !== undefined && inner.length === 1
    ? { kind: 'nested', inner: only, ...extent }
    : { kind: 'other', parts: inner, ...extent };
}

function subselect(reader: LexemeReader): Expression {
  const from = reader.index;
  reader.expectSymbol('(');
  const query = reader.nested(() => parseQuery(reader));
  reader.expectSymbol(')');
  return { kind: 'subselect', query, ...reader.since(from) };
}
