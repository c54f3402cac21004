import { budgets } from '../../base/budgets.ts';
import type { Lexer } from './lexer.ts';
import type { BinaryOperator, Expression, ListNode, LiteralNode, LookupNode, SymbolNode } from './nodes.ts';
import { Parser } from './nunjucks.ts';
import { SyntaxMistake, type Span } from './syntax-mistake.ts';
import type { Token, TokenType } from './token.ts';

/** A deeper tree could not be walked; 500 operators in a row and 100 brackets fit in it. */
const tallest = budgets.nesting + budgets.chainedOperators;

/** What every part of the parser needs: tokens with their places, how deep it is, and nodes that know how high they are. */
export class NodeParser extends Parser {
  declare readonly tokens: Lexer;
  protected consumedTo = 0;
  private depth = 0;

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

  protected symbol(token: Token): SymbolNode {
    return { typename: 'Symbol', value: token.value, start: token.start, end: token.end, height: 1 };
  }

  protected literal(value: LiteralNode['value'], node: { readonly start: number; readonly end: number }): LiteralNode {
    return { typename: 'Literal', value, start: node.start, end: node.end, height: 1 };
  }

  protected lookup(target: Expression, val: Expression, end: number): LookupNode {
    return { typename: 'LookupVal', target, val, ...this.place(target.start, end, [target, val]) };
  }

  protected list(children: readonly Expression[], span: Span): ListNode {
    return { typename: 'Array', children, ...this.place(span.start, span.end, children) };
  }

  protected binary(typename: BinaryOperator, left: Expression, right: Expression): Expression {
    return { typename, left, right, ...this.place(left.start, right.end, [left, right]) };
  }

  protected place(
    start: number,
    end: number,
    parts: readonly Expression[],
  ): { start: number; end: number; height: number } {
    let height = 1;
    for (const part of parts) height = Math.max(height, part.height + 1);
    if (height > tallest) {
      throw new SyntaxMistake(
        `one expression chains more than ${budgets.chainedOperators} operators`,
        { start, end },
        { code: 'template/budget' },
      );
    }
    return { start, end, height };
  }

  protected here(): Span {
    return { start: this.consumedTo, end: this.consumedTo };
  }
}
