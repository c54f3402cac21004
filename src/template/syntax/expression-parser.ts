import { argumentValues, noArguments } from './call-arguments.ts';
import type { BinaryOperator, CallArguments, Comparison, Expression, FilterCall } from './nodes.ts';
import { joints, OperandParser } from './operand-parser.ts';
import { SyntaxMistake } from './syntax-mistake.ts';
import type { Token } from './token.ts';

const additive: ReadonlyMap<string, BinaryOperator> = new Map([
  ['+', 'Add'],
  ['-', 'Sub'],
]);
const multiplicative: ReadonlyMap<string, BinaryOperator> = new Map([
  ['*', 'Mul'],
  ['/', 'Div'],
  ['//', 'FloorDiv'],
  ['%', 'Mod'],
]);
const power: ReadonlyMap<string, BinaryOperator> = new Map([['**', 'Pow']]);
const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** nunjucks' parser with Jinja's expressions: their precedence, slices, trailing commas, tests with arguments, numbers and texts. */
export class ExpressionParser extends OperandParser {
  /** One expression and nothing after it. */
  parseAlone(): Expression {
    const expression = this.parseExpression();
    const rest = this.peekToken();
    if (rest !== null) throw this.unexpected(rest, 'an operator or the end');
    return expression;
  }

  override parseExpression(): Expression {
    return this.nested(this.peekToken() ?? this.here(), () => this.parseInlineIf());
  }

  protected parseOr(): Expression {
    let node = this.parseAnd();
    while (this.skipSymbol('or')) node = this.binary('Or', node, this.parseAnd());
    return node;
  }

  protected parseFilterCalls(): readonly FilterCall[] {
    const calls: FilterCall[] = [];
    while (this.skip('pipe')) calls.push(this.parseFilterCall());
    return calls;
  }

  protected parseFilterCall(): FilterCall {
    const token = this.nextToken();
    if (token?.type !== 'symbol') {
      const help = token?.type === 'pipe' ? 'write `or`' : undefined;
      if (help !== undefined && token !== null) throw new SyntaxMistake('`||` has no meaning here', token, { help });
      throw this.unexpected(token, 'the name of a filter');
    }
    const args = this.peekToken()?.type === 'left-paren' ? this.parseArguments() : noArguments;
    return { name: this.symbol(token), args };
  }

  protected parseUnary(withFilters = true): Expression {
    const signs: Token[] = [];
    for (let token = this.peekToken(); token?.value === '-' || token?.value === '+'; token = this.peekToken()) {
      signs.push(token);
      this.nextToken();
    }
    let node = this.parsePostfix(this.parsePrimary());
    for (const sign of signs.reverse()) {
      const typename = sign.value === '-' ? 'Neg' : 'Pos';
      node = { typename, target: node, ...this.place(sign.start, node.end, [node]) };
    }
    return withFilters ? this.parseFilters(node) : node;
  }

  private parseInlineIf(): Expression {
    let body = this.parseOr();
    while (this.skipSymbol('if')) {
      const cond = this.parseOr();
      const otherwise = this.skipSymbol('else') ? this.parseExpression() : undefined;
      const parts = otherwise === undefined ? [body, cond] : [body, cond, otherwise];
      body = { typename: 'InlineIf', cond, body, else_: otherwise, ...this.place(body.start, this.consumedTo, parts) };
    }
    return body;
  }

  private parseAnd(): Expression {
    let node = this.parseNot();
    while (this.skipSymbol('and')) node = this.binary('And', node, this.parseNot());
    return node;
  }

  private parseNot(): Expression {
    const nots: Token[] = [];
    for (let token = this.peekToken(); token?.value === 'not' && token.type === 'symbol'; token = this.peekToken()) {
      nots.push(token);
      this.nextToken();
    }
    let node = this.parseCompare();
    for (const token of nots.reverse()) {
      node = { typename: 'Not', target: node, ...this.place(token.start, node.end, [node]) };
    }
    return node;
  }

  private parseCompare(): Expression {
    const first = this.parseAdditive();
    const ops: { readonly type: Comparison; readonly expr: Expression }[] = [];
    for (let type = this.comparison(); type !== undefined; type = this.comparison()) {
      ops.push({ type, expr: this.parseAdditive() });
    }
    if (ops.length === 0) return first;
    const operands = [first, ...ops.map((operand) => operand.expr)];
    return { typename: 'Compare', expr: first, ops, ...this.place(first.start, this.consumedTo, operands) };
  }

  private comparison(): Comparison | undefined {
    const token = this.peekToken();
    if (token?.type === 'operator' && comparisons.has(token.value)) {
      this.nextToken();
      // The set holds nothing else.
      return token.value as Comparison;
    }
    if (token?.type === 'operator' && token.value === '=') {
      throw new SyntaxMistake('`=` does not compare', token, { help: 'write `==`' });
    }
    if (this.skipSymbol('in')) return 'in';
    if (!this.skipSymbol('not')) return undefined;
    if (!this.skipSymbol('in')) throw this.unexpected(this.peekToken(), '`in` after `not`');
    return 'not in';
  }

  private parseAdditive(): Expression {
    return this.leftToRight(additive, () => this.parseConcat());
  }

  private parseConcat(): Expression {
    let node = this.parseMultiplicative();
    while (this.skip('tilde')) node = this.binary('Concat', node, this.parseMultiplicative());
    return node;
  }

  private parseMultiplicative(): Expression {
    return this.leftToRight(multiplicative, () => this.leftToRight(power, () => this.parseUnary()));
  }

  private leftToRight(names: ReadonlyMap<string, BinaryOperator>, parseOperand: () => Expression): Expression {
    let node = parseOperand();
    for (;;) {
      const token = this.peekToken();
      const operator = token?.type === 'operator' ? names.get(token.value) : undefined;
      if (operator === undefined) return node;
      this.nextToken();
      node = this.binary(operator, node, parseOperand());
    }
  }

  private parseFilters(input: Expression): Expression {
    let node = input;
    for (;;) {
      if (this.skip('pipe')) {
        const { name, args } = this.parseFilterCall();
        node = {
          typename: 'Filter',
          name,
          input: node,
          args,
          ...this.place(node.start, this.consumedTo, [node, ...argumentValues(args)]),
        };
      } else if (this.skipSymbol('is')) {
        node = this.parseTest(node);
      } else if (this.peekToken()?.type === 'left-paren') {
        node = this.parsePostfix(node);
      } else {
        return node;
      }
    }
  }

  private parseTest(target: Expression): Expression {
    const negated = this.skipSymbol('not');
    const token = this.nextToken();
    if (token?.type !== 'symbol') throw this.unexpected(token, 'the name of a test');
    const name = this.symbol(token);
    const args = this.parseTestArguments();
    const next = this.peekToken();
    if (next?.value === 'is' && next.type === 'symbol') {
      throw new SyntaxMistake('tests cannot be chained', next, { help: 'put the first one in brackets' });
    }
    const place = this.place(target.start, this.consumedTo, [target, ...argumentValues(args)]);
    const test: Expression = { typename: 'Is', name, target, args, ...place };
    return negated ? { typename: 'Not', target: test, ...this.place(place.start, place.end, [test]) } : test;
  }

  private parseTestArguments(): CallArguments {
    const next = this.peekToken();
    if (next === null) return noArguments;
    if (next.type === 'left-paren') return this.parseArguments();
    const begins = ['string', 'int', 'float', 'left-bracket', 'left-curly'].includes(next.type);
    const isName = next.type === 'symbol' && !joints.has(next.value);
    if (!begins && !isName) return noArguments;
    return { positional: [this.parsePostfix(this.parsePrimary())], keywords: [] };
  }
}
