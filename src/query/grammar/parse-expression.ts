import { numberLiteral } from '../scan/number-literal.ts';
import type { Expression } from '../tree.ts';
import { parseExpressions, type Grammar } from './grammar.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { parseOperand } from './parse-operand.ts';

/** An expression as SQLite's grammar has it. */
export function parseExpression(reader: LexemeReader, grammar: Grammar): Expression {
  return logical(reader, 'OR', () => logical(reader, 'AND', () => parseNegation(reader, grammar)));
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
  return { kind: keyword === 'AND' ? 'and' : 'or', terms, at: reader.since(from) };
}

/** NOT and everything that binds tighter. */
export function parseNegation(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  if (!reader.isWord('NOT') || reader.isWordAhead(1, 'EXISTS')) return comparison(reader, grammar);
  reader.next();
  const operand = reader.nested(() => parseNegation(reader, grammar));
  return { kind: 'unary', operator: 'NOT', operand, at: reader.since(from) };
}

const comparisons = ['=', '==', '<>', '!=', '<=>'] as const;

/** `=`, IS, IN, LIKE, BETWEEN …: one level, from left to right. */
function comparison(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  let left = relation(reader, grammar);
  for (let links = 0; ; links += 1) {
    const start = reader.peek();
    const found = comparisonTail(reader, grammar, left, from);
    if (found === undefined) return left;
    if (links > 0) reader.chain(start.at);
    left = found;
  }
}

function comparisonTail(
  reader: LexemeReader,
  grammar: Grammar,
  left: Expression,
  from: number,
): Expression | undefined {
  if (reader.isSymbol(...comparisons)) {
    const index = reader.index;
    const written = reader.symbol(...comparisons);
    if (written === '<=>') reader.rewritten.set(index, 'IS');
    const symbol = written === '<=>' || written === undefined ? 'IS' : written;
    const operator = symbol === '=' || symbol === '==' ? '=' : 'other';
    return { kind: 'comparison', operator, symbol, left, right: relation(reader, grammar), at: reader.since(from) };
  }
  const tested = reader.word('ISNULL', 'NOTNULL');
  if (tested !== undefined) return nullTest(reader, left, tested === 'NOTNULL', from);
  if (reader.word('IS') !== undefined) {
    const symbol = isSymbol(reader);
    const right = relation(reader, grammar);
    return { kind: 'comparison', operator: 'other', symbol, left, right, at: reader.since(from) };
  }
  const negated = reader.isWord('NOT');
  const ahead = negated ? 1 : 0;
  if (negated && reader.isWordAhead(1, 'NULL')) {
    reader.next();
    reader.next();
    return nullTest(reader, left, true, from);
  }
  if (!reader.isWordAhead(ahead, 'IN', 'BETWEEN', 'LIKE', 'GLOB', 'MATCH', 'REGEXP')) {
    if (!negated) return undefined;
    reader.next();
    return reader.expected('IN, BETWEEN, LIKE, GLOB, REGEXP or NULL');
  }
  if (negated) reader.next();
  const keyword = reader.expectWord('IN', 'BETWEEN', 'LIKE', 'GLOB', 'MATCH', 'REGEXP');
  if (keyword === 'IN') return membership(reader, grammar, left, negated, from);
  if (keyword === 'BETWEEN') {
    const low = relation(reader, grammar);
    reader.expectWord('AND');
    const high = relation(reader, grammar);
    return { kind: 'between', negated, operand: left, low, high, at: reader.since(from) };
  }
  const pattern = relation(reader, grammar);
  const escape = reader.word('ESCAPE') === undefined ? undefined : relation(reader, grammar);
  return { kind: 'match', operator: keyword, negated, operand: left, pattern, escape, at: reader.since(from) };
}

function nullTest(reader: LexemeReader, operand: Expression, negated: boolean, from: number): Expression {
  return { kind: 'null-test', negated, operand, at: reader.since(from) };
}

/** What stands behind IS and belongs to it. */
function isSymbol(reader: LexemeReader): string {
  const negation = reader.word('NOT') === undefined ? '' : ' NOT';
  if (!reader.isWord('DISTINCT') || !reader.isWordAhead(1, 'FROM')) return `IS${negation}`;
  reader.next();
  reader.next();
  return `IS${negation} DISTINCT FROM`;
}

function membership(
  reader: LexemeReader,
  grammar: Grammar,
  operand: Expression,
  negated: boolean,
  from: number,
): Expression {
  const open = reader.index;
  reader.expectSymbol('(');
  if (reader.isWord('SELECT', 'WITH', 'VALUES')) {
    const query = reader.nested(() => grammar.query(reader, grammar));
    reader.expectSymbol(')');
    const subselect = { kind: 'subselect', query, at: reader.since(open) } as const;
    return { kind: 'in-query', negated, operand, subselect, at: reader.since(from) };
  }
  const items = reader.isSymbol(')') ? [] : reader.nested(() => parseExpressions(reader, grammar));
  reader.expectSymbol(')');
  return { kind: 'in', negated, operand, items, at: reader.since(from) };
}

/** `<`, `<=`, `>`, `>=` bind tighter than `=`, and everything below tighter still. */
function relation(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  let left = parseArithmetic(reader, grammar);
  for (let links = 0; ; links += 1) {
    const { at } = reader.peek();
    const symbol = reader.symbol('<', '<=', '>', '>=');
    if (symbol === undefined) return left;
    if (links > 0) reader.chain(at);
    const right = parseArithmetic(reader, grammar);
    left = { kind: 'comparison', operator: 'other', symbol, left, right, at: reader.since(from) };
  }
}

const levels = [
  ['&', '|', '<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['||', '->', '->>'],
] as const;

/** What binds tighter than any comparison. */
export function parseArithmetic(reader: LexemeReader, grammar: Grammar): Expression {
  return arithmeticFrom(reader, grammar, 0);
}

function arithmeticFrom(reader: LexemeReader, grammar: Grammar, level: number): Expression {
  const symbols = levels[level];
  if (symbols === undefined) return collated(reader, grammar);
  const from = reader.index;
  const first = arithmeticFrom(reader, grammar, level + 1);
  if (!reader.isSymbol(...symbols)) return first;
  const rest: { readonly symbol: string; readonly operand: Expression }[] = [];
  for (;;) {
    const { at } = reader.peek();
    const symbol = reader.symbol(...symbols);
    if (symbol === undefined) return { kind: 'arithmetic', first, rest, at: reader.since(from) };
    reader.chain(at);
    rest.push({ symbol, operand: arithmeticFrom(reader, grammar, level + 1) });
  }
}

function collated(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  const operand = signed(reader, grammar);
  if (!reader.isWord('COLLATE')) return operand;
  const collations = [];
  while (reader.word('COLLATE') !== undefined) collations.push(reader.anyName('a collation'));
  return { kind: 'collated', operand, collations, at: reader.since(from) };
}

/** A sign before a number belongs to the literal. */
function signed(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  const operator = reader.symbol('-', '+', '~');
  if (operator === undefined) return parseOperand(reader, grammar);
  const number = reader.peek();
  if (number.kind === 'number' && operator !== '~') {
    reader.next();
    const at = reader.since(from);
    const literal = numberLiteral((operator === '-' ? '-' : '') + number.text, at);
    return { kind: 'literal', literal, written: operator + number.text, at };
  }
  const operand = reader.nested(() => signed(reader, grammar));
  return { kind: 'unary', operator, operand, at: reader.since(from) };
}
