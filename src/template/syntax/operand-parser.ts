import { isUnicodeText } from '../operations/unicode.ts';
import type { Lexer } from './lexer.ts';
import { argumentValues } from './call-arguments.ts';
import type { BodyNode, CallArguments, Expression, KeywordArgument, SymbolNode } from './nodes.ts';
import { NodeParser } from './node-parser.ts';
import { numberOfLiteral } from './numbers.ts';
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

const equalsSign = /\s*=(?!=)/y;

/** Names that cannot be a value, because they join values. */
export const joints: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'elif']);

/** What operators stand between: names, literals, lists and maps, and what follows a value: members, slices, calls. */
export class OperandParser extends NodeParser {
  protected readonly text: string;
  private readonly parseText: (span: Span) => BodyNode;

  constructor(text: string, lexer: Lexer, parseText: (span: Span) => BodyNode) {
    super(lexer);
    this.text = text;
    this.parseText = parseText;
  }

  protected parsePrimary(): Expression {
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

  protected parsePostfix(primary: Expression): Expression {
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
          ...this.place(node.start, this.consumedTo, [node, ...argumentValues(args)]),
        };
      } else {
        return node;
      }
    }
  }

  protected parseName(): SymbolNode {
    const token = this.nextToken();
    if (token?.type !== 'symbol') throw this.unexpected(token, 'a name');
    if (joints.has(token.value) || constants.has(token.value)) {
      throw new SyntaxMistake(`"${token.value}" cannot be a name`, token);
    }
    return this.symbol(token);
  }

  protected parseArguments(): CallArguments {
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
          start: argument.value.start,
          end: argument.value.end,
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
    return { name: name.value, value: this.parseExpression(), start: name.start, end: name.end };
  }

  /** `name=value`, not `name == value`. */
  private isFollowedByEquals(token: Token): boolean {
    equalsSign.lastIndex = token.end;
    return equalsSign.test(this.text);
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
    return { typename: 'Slice', target, from, to, step, ...this.place(target.start, this.consumedTo, parts) };
  }

  /** Texts that stand side by side are one text. */
  private parseTexts(first: Token): Expression {
    let node = this.parseOneText(first);
    for (let next = this.peekToken(); next?.type === 'string'; next = this.peekToken()) {
      this.nextToken();
      const other = this.parseOneText(next);
      const joined = textOfLiteral(node) + textOfLiteral(other);
      const isPlain = node.typename === 'Literal' && other.typename === 'Literal';
      node = isPlain ? this.literal(joined, { start: node.start, end: next.end }) : this.binary('Concat', node, other);
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
    return { typename: 'Text', body: content, start: token.start, end: token.end, height: 1 };
  }

  /** `(a)` is a, `(a, b)` and `()` are lists. */
  private parseBracketed(token: Token): Expression {
    if (this.skip('right-paren')) return this.list([], { start: token.start, end: this.consumedTo });
    const first = this.parseExpression();
    if (this.skip('right-paren')) return { ...first, start: token.start, end: this.consumedTo };
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
}

function textOfLiteral(node: Expression): string {
  return node.typename === 'Literal' && typeof node.value === 'string' ? node.value : '';
}
