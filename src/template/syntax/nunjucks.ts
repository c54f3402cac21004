import nunjucks from 'nunjucks';
import type { Lexer } from './lexer.ts';
import type { BodyNode, Expression, IfNode, Statement } from './nodes.ts';
import type { Token, TokenType } from './token.ts';

/** What we use and override of nunjucks' parser. Of its runtime, compiler and loaders nothing is used. */
export interface NunjucksParser {
  tokens: Lexer;
  breakOnBlocks: readonly string[] | null;
  nextToken(withWhitespace?: boolean): Token | null;
  peekToken(): Token | null;
  skip(type: TokenType): boolean;
  skipValue(type: TokenType, value: string): boolean;
  skipSymbol(name: string): boolean;
  advanceAfterBlockEnd(name?: string): Token;
  advanceAfterVariableEnd(): void;
  parseNodes(): Statement[];
  parseStatement(): Statement | null;
  parseIf(): IfNode;
  parseExpression(): Expression;
  parseUntilBlocks(...names: readonly string[]): BodyNode;
  parseAsRoot(): BodyNode;
  fail(message: string, lineno?: number, colno?: number): never;
}

interface NodesModule {
  readonly Output: new (lineno: number, colno: number, children: readonly unknown[]) => Statement;
  readonly TemplateData: new (lineno: number, colno: number, value: string) => Statement;
}

interface Nunjucks {
  readonly parser: { readonly Parser: new (tokens: Lexer) => NunjucksParser };
  readonly nodes: NodesModule;
}

// It exports the two, which its types leave out.
const { parser, nodes } = nunjucks as unknown as Nunjucks;
export const { Parser } = parser;
export { nodes };
