import type { Literal } from '../literal.ts';
import type { CallExpression, Expression, Name, SubselectExpression } from '../tree.ts';
import { parseExpressions, type Grammar } from './grammar.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { parseOrderBy, parseWindow } from './parse-window.ts';
import { reservedWords } from './reserved-words.ts';

/** What stands between operators: a value, a name, a call, or something in parentheses. */
export function parseOperand(reader: LexemeReader, grammar: Grammar): Expression {
  const lexeme = reader.peek();
  switch (lexeme.kind) {
    case 'literal':
      reader.next();
      return { kind: 'literal', literal: lexeme.literal, written: undefined, at: lexeme.at };
    case 'number':
      reader.next();
      return { kind: 'literal', literal: lexeme.literal, written: lexeme.text, at: lexeme.at };
    case 'operator':
      return lexeme.text === '(' ? parenthesized(reader, grammar) : reader.expected('an expression');
    case 'name':
      return nameOrCall(reader, grammar);
    case 'word':
      return word(reader, grammar, lexeme.keyword);
    case 'end':
      return reader.expected('an expression');
  }
}

function word(reader: LexemeReader, grammar: Grammar, keyword: string): Expression {
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
      return { kind: 'literal', literal, written: keyword, at };
    }
    case 'CURRENT_DATE':
    case 'CURRENT_TIME':
    case 'CURRENT_TIMESTAMP':
      if (isName) break;
      return { kind: 'word', word: keyword, at: reader.next().at };
    case 'CASE':
      return reader.nested(() => conditional(reader, grammar));
    case 'CAST':
      if (reader.isSymbolAhead(1, '(')) return cast(reader, grammar);
      break;
    case 'NOT':
    case 'EXISTS': {
      const negated = reader.word('NOT') !== undefined;
      if (negated && !reader.isWord('EXISTS')) {
        const operand = reader.nested(() => grammar.negation(reader, grammar));
        return { kind: 'unary', operator: 'NOT', operand, at: reader.since(from) };
      }
      reader.expectWord('EXISTS');
      return { kind: 'exists', negated, subselect: subselect(reader, grammar), at: reader.since(from) };
    }
    default:
      if (reservedWords.has(keyword)) return reservedHere(reader, grammar, isName);
  }
  return nameOrCall(reader, grammar);
}

const clauseWords = 'FROM WHERE GROUP ORDER HAVING LIMIT UNION AND OR THEN WHEN ELSE AS'.split(' ');

/** `SELECT a, FROM t`: the keyword is meant as one; `SELECT index FROM t`: as a name. */
function reservedHere(reader: LexemeReader, grammar: Grammar, isName: boolean): Expression {
  const lexeme = reader.peek();
  const isClause = lexeme.kind === 'word' && clauseWords.includes(lexeme.keyword);
  if (lexeme.kind !== 'word' || (isClause && !isName)) return reader.expected('an expression');
  return nameOrCall(reader, grammar);
}

function nameOrCall(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  if (reader.isSymbolAhead(1, '(')) return call(reader, grammar, reader.anyName('a function'), from);
  const { parts, at } = reader.path('an expression');
  const qualifiers = parts.slice(0, -1).map(({ name }) => name);
  return {
    kind: 'column',
    qualifier: qualifiers.length === 0 ? undefined : qualifiers.join('.'),
    name: parts.at(-1)?.name ?? '',
    text: parts.map(({ text }) => text).join('.'),
    at,
  };
}

function call(reader: LexemeReader, grammar: Grammar, name: Name, from: number): CallExpression {
  reader.expectSymbol('(');
  const inputs = reader.nested(() => callInputs(reader, grammar));
  reader.expectSymbol(')');
  let filter: Expression | undefined;
  if (reader.isWord('FILTER') && reader.isSymbolAhead(1, '(')) {
    reader.next();
    reader.next();
    reader.expectWord('WHERE');
    filter = reader.nested(() => grammar.expression(reader, grammar));
    reader.expectSymbol(')');
  }
  let over: CallExpression['over'];
  if (reader.word('OVER') !== undefined) {
    over = reader.isSymbol('(') ? parseWindow(reader, grammar) : reader.name('a window');
  }
  return { kind: 'call', name, ...inputs, filter, over, at: reader.since(from) };
}

function callInputs(
  reader: LexemeReader,
  grammar: Grammar,
): Pick<CallExpression, 'isStar' | 'quantifier' | 'inputs' | 'orderBy'> {
  const isStar = reader.symbol('*') !== undefined;
  if (isStar || reader.isSymbol(')')) return { isStar, quantifier: undefined, inputs: [], orderBy: [] };
  const quantifier = reader.word('DISTINCT', 'ALL');
  const inputs = parseExpressions(reader, grammar);
  return { isStar, quantifier, inputs, orderBy: parseOrderBy(reader, grammar) };
}

function conditional(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  reader.expectWord('CASE');
  const operand = reader.isWord('WHEN') ? undefined : grammar.expression(reader, grammar);
  const branches: { readonly when: Expression; readonly then: Expression }[] = [];
  do {
    reader.expectWord('WHEN');
    const when = grammar.expression(reader, grammar);
    reader.expectWord('THEN');
    branches.push({ when, then: grammar.expression(reader, grammar) });
  } while (reader.isWord('WHEN'));
  const otherwise = reader.word('ELSE') === undefined ? undefined : grammar.expression(reader, grammar);
  reader.expectWord('END');
  return { kind: 'case', operand, branches, otherwise, at: reader.since(from) };
}

function cast(reader: LexemeReader, grammar: Grammar): Expression {
  const from = reader.index;
  reader.next();
  reader.expectSymbol('(');
  const operand = reader.nested(() => grammar.expression(reader, grammar));
  reader.expectWord('AS');
  let type = reader.name('a type').text;
  while (reader.peek().kind === 'word') type += ` ${reader.name('a type').text}`;
  if (reader.symbol('(') !== undefined) {
    const sizes: string[] = [];
    do {
      const sign = reader.symbol('-', '+') ?? '';
      const size = reader.peek();
      if (size.kind !== 'number') return reader.expected('a number');
      sizes.push(sign + size.text);
      reader.next();
    } while (reader.symbol(',') !== undefined);
    reader.expectSymbol(')');
    type += `(${sizes.join(', ')})`;
  }
  reader.expectSymbol(')');
  return { kind: 'cast', operand, type, at: reader.since(from) };
}

function parenthesized(reader: LexemeReader, grammar: Grammar): Expression {
  if (reader.isWordAhead(1, 'SELECT', 'WITH', 'VALUES')) return subselect(reader, grammar);
  const from = reader.index;
  reader.expectSymbol('(');
  const items = reader.nested(() => parseExpressions(reader, grammar));
  reader.expectSymbol(')');
  const at = reader.since(from);
  const [only] = items;
  return only !== undefined && items.length === 1 ? { kind: 'nested', inner: only, at } : { kind: 'row', items, at };
}

function subselect(reader: LexemeReader, grammar: Grammar): SubselectExpression {
  const from = reader.index;
  reader.expectSymbol('(');
  const query = reader.nested(() => grammar.query(reader, grammar));
  reader.expectSymbol(')');
  return { kind: 'subselect', query, at: reader.since(from) };
}
