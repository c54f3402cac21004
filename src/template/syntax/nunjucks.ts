import { createRequire } from 'node:module';
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

interface ParserModule {
  readonly Parser: new (tokens: Lexer) => NunjucksParser;
}

interface NodesModule {
  readonly Output: new (lineno: number, colno: number, children: readonly unknown[]) => Statement;
  readonly TemplateData: new (lineno: number, colno: number, value: string) => Statement;
}

const require = createRequire(import.meta.url);

// nunjucks has no types for its inner modules; these are the members that version 3.2.4 has.
export const { Parser } = require('nunjucks/src/parser.js') as ParserModule;
export const nodes = require('nunjucks/src/nodes.js') as NodesModule;
