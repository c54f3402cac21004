import { budgets } from '../../base/budgets.ts';
import { isUnicodeText } from '../operations/unicode.ts';
import type { Lexer } from './lexer.ts';
import type {
  BinaryOperator,
  BodyNode,
  CallArguments,
  Comparison,
  Expression,
  FilterCall,
  KeywordArgument,
  ListNode,
  LiteralNode,
  LookupNode,
  SymbolNode,
} from './nodes.ts';
import { numberOfLiteral } from './numbers.ts';
import { Parser } from './nunjucks.ts';
import { unescapeLiteral } from './string-literal.ts';
import { SyntaxMistake, type Span } from './syntax-mistake.ts';
import type { Token, TokenType } from './token.ts';

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
  ['null', null],
]);

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

const equalsSign = /\s*=(?!=)/y;

/** Names that cannot be a value, because they join values. */
const joints: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'elif']);

/** A deeper tree could not be walked; 500 operators in a row and 100 brackets fit in it. */
const tallest = budgets.nesting + budgets.chainedOperators;

/** nunjucks' parser with Jinja's expressions: their precedence, slices, trailing commas, tests with arguments, numbers and texts. */
export class ExpressionParser extends Parser {
  protected readonly text: string;
  private readonly parseText: (span: Span) => BodyNode;
  private depth = 0;
  private consumedTo = 0;

  constructor(text: string, lexer: Lexer, parseText: (span: Span) => BodyNode) {
    super(lexer);
    this.text = text;
    this.parseText = parseText;
  }

  /** One expression and nothing after it. */
  parseAlone(): Expression {
    const expression = this.parseExpression();
    const rest = this.peekToken();
    if (rest !== null) throw this.unexpected(rest, 'an operator or the end');
    return expression;
  }

  override nextToken(withWhitespace?: boolean): Token | null {
    const token = super.nextToken(withWhitespace);
    if (token !== null) this.consumedTo = token.end;
    return token;
  }

  override peekToken(): Token | null {
    const consumedTo = this.consumedTo;
    const token = super.peekToken();
    this.consumedTo = consumedTo;
    return token;
  }

  override skip(type: TokenType): boolean {
    if (this.peekToken()?.type !== type) return false;
    this.nextToken();
    return true;
  }

  override skipValue(type: TokenType, value: string): boolean {
    const token = this.peekToken();
    if (token?.type !== type || token.value !== value) return false;
    this.nextToken();
    return true;
  }

  override fail(_message: string): never {
    throw this.unexpected(this.peekToken(), undefined);
  }

  override parseExpression(): Expression {
    return this.nested(this.peekToken() ?? this.here(), () => this.parseInlineIf());
  }

  protected unexpected(token: Token | null, wanted: string | undefined): SyntaxMistake {
    const found = token === null ? 'the end of the text' : `\`${token.value}\``;
    return new SyntaxMistake(
      wanted === undefined ? `${found} cannot stand here` : `${wanted} is expected, not ${found}`,
      token ?? this.here(),
    );
  }

  /** Counts how deep the template goes: brackets and blocks inside each other. */
  protected nested<T>(span: Span, parse: () => T): T {
    if (this.depth >= budgets.nesting) {
      throw new SyntaxMistake(`the template is nested more than ${budgets.nesting} levels deep`, span, {
        code: 'template/budget',
      });
    }
    this.depth += 1;
    const result = parse();
    this.depth -= 1;
    return result;
  }

  protected parseOr(): Expression {
    let node = this.parseAnd();
    while (this.skipSymbol('or')) node = this.binary('Or', node, this.parseAnd());
    return node;
  }

  protected parseName(): SymbolNode {
    const token = this.nextToken();
    if (token?.type !== 'symbol') throw this.unexpected(token, 'a name');
    if (joints.has(token.value) || constants.has(token.value)) {
      throw new SyntaxMistake(`"${token.value}" cannot be a name`, token);
    }
    return this.symbol(token);
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
      node = { typename, target: node, ...this.place(sign.start, node.colno, [node]) };
    }
    return withFilters ? this.parseFilters(node) : node;
  }

  protected literal(
    value: LiteralNode['value'],
    node: { readonly lineno: number; readonly colno: number },
  ): LiteralNode {
    return { typename: 'Literal', value, lineno: node.lineno, colno: node.colno, height: 1 };
  }

  protected lookup(target: Expression, val: Expression, end: number): LookupNode {
    return { typename: 'LookupVal', target, val, ...this.place(target.lineno, end, [target, val]) };
  }

  protected list(children: readonly Expression[], span: Span): ListNode {
    return { typename: 'Array', children, ...this.place(span.start, span.end, children) };
  }

  private symbol(token: Token): SymbolNode {
    return { typename: 'Symbol', value: token.value, lineno: token.start, colno: token.end, height: 1 };
  }

  private parseInlineIf(): Expression {
    let body = this.parseOr();
    while (this.skipSymbol('if')) {
      const cond = this.parseOr();
      const otherwise = this.skipSymbol('else') ? this.parseExpression() : undefined;
      const parts = otherwise === undefined ? [body, cond] : [body, cond, otherwise];
      body = { typename: 'InlineIf', cond, body, else_: otherwise, ...this.place(body.lineno, this.consumedTo, parts) };
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
      node = { typename: 'Not', target: node, ...this.place(token.start, node.colno, [node]) };
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
    return { typename: 'Compare', expr: first, ops, ...this.place(first.lineno, this.consumedTo, operands) };
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

  private binary(typename: BinaryOperator, left: Expression, right: Expression): Expression {
    return { typename, left, right, ...this.place(left.lineno, right.colno, [left, right]) };
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
          ...this.place(node.lineno, this.consumedTo, [node, ...values(args)]),
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
    const place = this.place(target.lineno, this.consumedTo, [target, ...values(args)]);
    const test: Expression = { typename: 'Is', name, target, args, ...place };
    return negated ? { typename: 'Not', target: test, ...this.place(place.lineno, place.colno, [test]) } : test;
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

  private parsePostfix(primary: Expression): Expression {
    let node = primary;
    for (;;) {
      if (this.skipValue('operator', '.')) {
        const token = this.nextToken();
        if (token?.type === 'symbol') node = this.lookup(node, this.literal(token.value, token), token.end);
        else if (token?.type === 'int') node = this.lookup(node, this.literal(Number(token.value), token), token.end);
        else throw this.unexpected(token, 'the name of a member');
      } else if (this.peekToken()?.type === 'left-bracket') {
        node = this.parseIndex(node);
      } else if (this.peekToken()?.type === 'left-paren') {
        const args = this.parseArguments();
        node = {
          typename: 'FunCall',
          name: node,
          args,
          ...this.place(node.lineno, this.consumedTo, [node, ...values(args)]),
        };
      } else {
        return node;
      }
    }
  }

  private parseIndex(target: Expression): Expression {
    this.nextToken();
    const atColon = (): boolean => this.peekToken()?.type === 'colon';
    const atEnd = (): boolean => this.peekToken()?.type === 'right-bracket';
    const from = atColon() ? undefined : this.parseExpression();
    if (!this.skip('colon')) {
      if (from === undefined || !this.skip('right-bracket')) throw this.unexpected(this.peekToken(), '`]`');
      return this.lookup(target, from, this.consumedTo);
    }
    const to = atColon() || atEnd() ? undefined : this.parseExpression();
    const step = this.skip('colon') && !atEnd() ? this.parseExpression() : undefined;
    if (!this.skip('right-bracket')) throw this.unexpected(this.peekToken(), '`]`');
    const parts = [target, from, to, step].filter((part) => part !== undefined);
    return { typename: 'Slice', target, from, to, step, ...this.place(target.lineno, this.consumedTo, parts) };
  }

  private parseArguments(): CallArguments {
    this.nextToken();
    const positional: Expression[] = [];
    const keywords: KeywordArgument[] = [];
    while (!this.skip('right-paren')) {
      if (positional.length + keywords.length > 0 && !this.skip('comma')) {
        throw this.unexpected(this.peekToken(), '`,` or `)`');
      }
      if (this.skip('right-paren')) break;
      const star = this.peekToken();
      if (star?.value === '*' || star?.value === '**') {
        throw new SyntaxMistake(`\`${star.value}\` cannot spread arguments`, star, { code: 'template/forbidden' });
      }
      const argument = this.parseArgument();
      if ('name' in argument) keywords.push(argument);
      else if (keywords.length === 0) positional.push(argument.value);
      else {
        throw new SyntaxMistake('an argument without a name stands after one with a name', {
          start: argument.value.lineno,
          end: argument.value.colno,
        });
      }
    }
    return { positional, keywords };
  }

  private parseArgument(): KeywordArgument | { readonly value: Expression } {
    const token = this.peekToken();
    if (token?.type !== 'symbol' || !this.isFollowedByEquals(token)) {
      return { value: this.parseExpression() };
    }
    const name = this.parseName();
    this.nextToken();
    return { name: name.value, value: this.parseExpression(), lineno: name.lineno, colno: name.colno };
  }

  /** `name=value`, not `name == value`. */
  private isFollowedByEquals(token: Token): boolean {
    equalsSign.lastIndex = token.end;
    return equalsSign.test(this.text);
  }

  private parsePrimary(): Expression {
    const token = this.nextToken();
    switch (token?.type) {
      case 'symbol': {
        if (constants.has(token.value)) return this.literal(constants.get(token.value) ?? null, token);
        if (joints.has(token.value)) throw this.unexpected(token, 'a value');
        return this.symbol(token);
      }
      case 'int':
      case 'float':
        return this.literal(numberOfLiteral(token.value, token.type === 'float'), token);
      case 'string':
        return this.parseTexts(token);
      case 'left-paren':
        return this.parseBracketed(token);
      case 'left-bracket':
        return this.list(this.parseItems('right-bracket', '`]`'), { start: token.start, end: this.consumedTo });
      case 'left-curly':
        return this.parseDict(token);
      case 'variable-start': {
        const inner = this.parseExpression();
        if (!this.skip('variable-end')) throw this.unexpected(this.peekToken(), '`}}`');
        return inner;
      }
      default:
        throw this.unexpected(token, 'a value');
    }
  }

  /** Texts that stand side by side are one text. */
  private parseTexts(first: Token): Expression {
    let node = this.parseOneText(first);
    for (let next = this.peekToken(); next?.type === 'string'; next = this.peekToken()) {
      this.nextToken();
      const other = this.parseOneText(next);
      const joined = textOfLiteral(node) + textOfLiteral(other);
      const isPlain = node.typename === 'Literal' && other.typename === 'Literal';
      node = isPlain
        ? this.literal(joined, { lineno: node.lineno, colno: next.end })
        : this.binary('Concat', node, other);
    }
    return node;
  }

  private parseOneText(token: Token): Expression {
    const body = token.value.slice(1, -1);
    if (this.tokens.mode === 'template' || !body.includes('{{')) {
      const text = unescapeLiteral(body);
      if (isUnicodeText(text)) return this.literal(text, token);
      throw new SyntaxMistake('the text has a NUL or half of a surrogate pair', token, { code: 'input/not-text' });
    }
    const content = this.parseText({ start: token.start + 1, end: token.end - 1 });
    return { typename: 'Text', body: content, lineno: token.start, colno: token.end, height: 1 };
  }

  /** `(a)` is a, `(a, b)` and `()` are lists. */
  private parseBracketed(token: Token): Expression {
    if (this.skip('right-paren')) return this.list([], { start: token.start, end: this.consumedTo });
    const first = this.parseExpression();
    if (this.skip('right-paren')) return { ...first, lineno: token.start, colno: this.consumedTo };
    if (!this.skip('comma')) throw this.unexpected(this.peekToken(), '`,` or `)`');
    const rest = this.parseItems('right-paren', '`)`');
    return this.list([first, ...rest], { start: token.start, end: this.consumedTo });
  }

  private parseItems(end: TokenType, name: string): readonly Expression[] {
    const items: Expression[] = [];
    while (!this.skip(end)) {
      items.push(this.parseExpression());
      if (!this.skip('comma') && this.peekToken()?.type !== end) {
        throw this.unexpected(this.peekToken(), `\`,\` or ${name}`);
      }
    }
    return items;
  }

  private parseDict(token: Token): Expression {
    const children: { readonly key: Expression; readonly value: Expression }[] = [];
    while (!this.skip('right-curly')) {
      const key = this.parseExpression();
      if (!this.skip('colon')) throw this.unexpected(this.peekToken(), '`:`');
      children.push({ key, value: this.parseExpression() });
      if (!this.skip('comma') && this.peekToken()?.type !== 'right-curly') {
        throw this.unexpected(this.peekToken(), '`,` or `}`');
      }
    }
    const parts = children.flatMap((pair) => [pair.key, pair.value]);
    return { typename: 'Dict', children, ...this.place(token.start, this.consumedTo, parts) };
  }

  private place(
    start: number,
    end: number,
    parts: readonly Expression[],
  ): { lineno: number; colno: number; height: number } {
    let height = 1;
    for (const part of parts) height = Math.max(height, part.height + 1);
    if (height > tallest) {
      throw new SyntaxMistake(
        `one expression chains more than ${budgets.chainedOperators} operators`,
        { start, end },
        { code: 'template/budget' },
      );
    }
    return { lineno: start, colno: end, height };
  }

  private here(): Span {
    return { start: this.consumedTo, end: this.consumedTo };
  }
}

const noArguments: CallArguments = { positional: [], keywords: [] };

function textOfLiteral(node: Expression): string {
  return node.typename === 'Literal' && typeof node.value === 'string' ? node.value : '';
}

function values(args: CallArguments): readonly Expression[] {
  return [...args.positional, ...args.keywords.map((keyword) => keyword.value)];
}
