import { numberLiteral } from '../scan/number-literal.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { parseOperand } from './parse-operand.ts';
import { parseQuery } from './parse-query.ts';
import type { Expression } from './tree.ts';

/** An expression as SQLite's grammar has it. */
export function parseExpression(reader: LexemeReader): Expression {
  return logical(reader, 'OR', () => logical(reader, 'AND', () => parseNegation(reader)));
}

export function parseExpressions(reader: LexemeReader): readonly Expression[] {
  const found = [parseExpression(reader)];
  while (reader.symbol(',') !== undefined) found.push(parseExpression(reader));
  return found;
}

function logical(reader: LexemeReader, keyword: 'AND' | 'OR', operand: () => Expression): Expression {
  const from = reader.index;
  const first = operand();
  if (!reader.isWord(keyword)) return first;
  const terms = [first];
  while (reader.isWord(keyword)) {
    reader.chain(reader.next().at);
    terms.push(operand());
  }
  return { kind: keyword === 'AND' ? 'and' : 'or', terms, ...reader.since(from) };
}

/** NOT and everything that binds tighter. */
export function parseNegation(reader: LexemeReader): Expression {
  const from = reader.index;
  if (!reader.isWord('NOT') || reader.isWordAhead(1, 'EXISTS')) return comparison(reader);
  reader.next();
  const operand = reader.nested(() => parseNegation(reader));
  return { kind: 'other', parts: [operand], ...reader.since(from) };
}

const comparisons = ['=', '==', '<>', '!=', '<=>'];

/** `=`, IS, IN, LIKE, BETWEEN …: one level, from left to right. */
function comparison(reader: LexemeReader): Expression {
  const from = reader.index;
  let left = relation(reader);
  for (let links = 0; ; links += 1) {
    const start = reader.peek();
    const found = comparisonTail(reader, left, from);
    if (found === undefined) return left;
    if (links > 0) reader.chain(start.at);
    left = found;
  }
}

function comparisonTail(reader: LexemeReader, left: Expression, from: number): Expression | undefined {
  const end = (parts: readonly Expression[]): Expression => ({ kind: 'other', parts, ...reader.since(from) });
  if (reader.isSymbol(...comparisons)) {
    const at = reader.index;
    const symbol = reader.symbol(...comparisons);
    if (symbol === '<=>') reader.rewritten.set(at, 'IS');
    const right = relation(reader);
    const operator = symbol === '=' || symbol === '==' ? '=' : 'other';
    return { kind: 'comparison', operator, left, right, ...reader.since(from) };
  }
  if (reader.word('ISNULL', 'NOTNULL') !== undefined) return end([left]);
  if (reader.word('IS') !== undefined) {
    reader.word('NOT');
    if (reader.isWord('DISTINCT') && reader.isWordAhead(1, 'FROM')) {
      reader.next();
      reader.next();
    }
    return { kind: 'comparison', operator: 'other', left, right: relation(reader), ...reader.since(from) };
  }
  const isNegated = reader.isWord('NOT');
  const ahead = isNegated ? 1 : 0;
  if (isNegated && reader.isWordAhead(1, 'NULL')) {
    reader.next();
    reader.next();
    return end([left]);
  }
  if (!reader.isWordAhead(ahead, 'IN', 'BETWEEN', 'LIKE', 'GLOB', 'MATCH', 'REGEXP')) {
    if (!isNegated) return undefined;
    reader.next();
    return reader.expected('IN, BETWEEN, LIKE, GLOB, REGEXP or NULL');
  }
  if (isNegated) reader.next();
  const keyword = reader.expectWord('IN', 'BETWEEN', 'LIKE', 'GLOB', 'MATCH', 'REGEXP');
  if (keyword === 'IN') return membership(reader, left, isNegated, from);
  if (keyword === 'BETWEEN') {
    const low = relation(reader);
    reader.expectWord('AND');
    return { kind: 'between', operand: left, low, high: relation(reader), ...reader.since(from) };
  }
  const pattern = relation(reader);
  const escape = reader.word('ESCAPE') === undefined ? [] : [relation(reader)];
  return end([left, pattern, ...escape]);
}

function membership(reader: LexemeReader, operand: Expression, negated: boolean, from: number): Expression {
  const open = reader.index;
  reader.expectSymbol('(');
  if (reader.isWord('SELECT', 'WITH', 'VALUES')) {
    const query = reader.nested(() => parseQuery(reader));
    reader.expectSymbol(')');
    const subselect: Expression = { kind: 'subselect', query, from: open, to: reader.index };
    return { kind: 'other', parts: [operand, subselect], ...reader.since(from) };
  }
  const items = reader.isSymbol(')') ? [] : reader.nested(() => parseExpressions(reader));
  reader.expectSymbol(')');
  return { kind: 'in', negated, operand, items, ...reader.since(from) };
}

/** `<`, `<=`, `>`, `>=` bind tighter than `=`, and everything below tighter still. */
function relation(reader: LexemeReader): Expression {
  const from = reader.index;
  let left = parseArithmetic(reader, 0);
  for (let links = 0; reader.isSymbol('<', '<=', '>', '>='); links += 1) {
    const { at } = reader.next();
    if (links > 0) reader.chain(at);
    const right = parseArithmetic(reader, 0);
    left = { kind: 'comparison', operator: 'other', left, right, ...reader.since(from) };
  }
  return left;
}

const levels = [
  ['&', '|', '<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['||', '->', '->>'],
] as const;

/** What binds tighter than any comparison, from `level` on. */
export function parseArithmetic(reader: LexemeReader, level: number): Expression {
  const symbols = levels[level];
  if (symbols === undefined) return collated(reader);
  const from = reader.index;
  const first = parseArithmetic(reader, level + 1);
  if (!reader.isSymbol(...symbols)) return first;
  const parts = [first];
  while (reader.isSymbol(...symbols)) {
    reader.chain(reader.next().at);
    parts.push(parseArithmetic(reader, level + 1));
  }
  return { kind: 'other', parts, ...reader.since(from) };
}

function collated(reader: LexemeReader): Expression {
  const from = reader.index;
  const operand = signed(reader);
  if (!reader.isWord('COLLATE')) return operand;
  while (reader.word('COLLATE') !== undefined) reader.anyName('a collation');
  return { kind: 'other', parts: [operand], ...reader.since(from) };
}

/** A sign before a number belongs to the literal. */
function signed(reader: LexemeReader): Expression {
  const from = reader.index;
  const sign = reader.symbol('-', '+', '~');
  if (sign === undefined) return parseOperand(reader);
  const number = reader.peek();
  if (number.kind === 'number' && sign !== '~') {
    reader.next();
    const extent = reader.since(from);
    const literal = numberLiteral((sign === '-' ? '-' : '') + number.text, reader.placeOf(extent));
    return { kind: 'literal', literal, ...extent };
  }
  const operand = reader.nested(() => signed(reader));
  return { kind: 'other', parts: [operand], ...reader.since(from) };
}
