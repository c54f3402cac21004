import nunjucks from 'nunjucks';
import type { BodyNode, Expression, IfNode, OutputNode, Statement, TemplateDataNode } from './nodes.ts';
import type { Token, TokenType } from './token.ts';

/*
 * The one place that knows how nunjucks passes places on: as `lineno` and `colno`, which it copies from tokens to nodes and never looks at.
 * Here they are offsets in the excerpt's text, the start and the end. Everything else has tokens and nodes with `start` and `end`.
 */

/** What nunjucks' parser asks of its lexer. */
export interface TokenSource {
  /** The parser looks for `{{-` and `-}}` by these. */
  readonly tags: Readonly<
    Record<'BLOCK_START' | 'BLOCK_END' | 'VARIABLE_START' | 'VARIABLE_END' | 'COMMENT_START' | 'COMMENT_END', string>
  >;
  nextToken(): Token | null;
}

/** A token as nunjucks reads it. */
interface NunjucksToken extends Token {
  readonly lineno: number;
  readonly colno: number;
}

/** A node that nunjucks has made. Those that we make have `start` and `end`. */
interface NunjucksNode {
  readonly lineno: number;
  readonly colno: number;
}

interface NunjucksOutput extends NunjucksNode {
  readonly typename: 'Output';
  readonly children: readonly (Expression | NunjucksData)[];
}

interface NunjucksData extends NunjucksNode {
  readonly typename: 'TemplateData';
  readonly value: string;
}

interface NunjucksIf extends NunjucksNode {
  readonly cond: Expression;
  readonly body: BodyNode;
  readonly else_: IfNode | BodyNode | null;
}

/** What we use and override of nunjucks' parser. Of its runtime, compiler and loaders nothing is used. */
interface NunjucksParser {
  tokens: TokenSource;
  breakOnBlocks: readonly string[] | null;
  nextToken(withWhitespace?: boolean): Token | null;
  peekToken(): Token | null;
  skip(type: TokenType): boolean;
  skipValue(type: TokenType, value: string): boolean;
  skipSymbol(name: string): boolean;
  advanceAfterBlockEnd(name?: string): Token;
  advanceAfterVariableEnd(): void;
  parseNodes(): (Statement | NunjucksOutput)[];
  parseStatement(): Statement | null;
  parseIf(): NunjucksIf | IfNode;
  parseExpression(): Expression;
  parseUntilBlocks(...names: readonly string[]): { readonly children: readonly Statement[] };
  parseAsRoot(): { readonly children: readonly Statement[] };
  fail(message: string): never;
}

interface Nunjucks {
  readonly parser: { readonly Parser: new (tokens: TokenSource) => NunjucksParser };
}

// It exports the parser, which its types leave out.
const { parser } = nunjucks as unknown as Nunjucks;

/** nunjucks' parser; its nodes are as `nodes.ts` describes them. */
export class Parser extends parser.Parser {
  override parseNodes(): Statement[] {
    return super.parseNodes().map((node) => (isOfNunjucks(node) ? outputOf(node) : node));
  }

  override parseIf(): IfNode {
    const node = super.parseIf();
    if (!isOfNunjucks(node)) return node;
    const { lineno, colno, cond, body, else_ } = node;
    return { typename: 'If', start: lineno, end: colno, cond, body, else_ };
  }

  override parseUntilBlocks(...names: readonly string[]): BodyNode {
    return { typename: 'NodeList', start: 0, end: 0, children: super.parseUntilBlocks(...names).children };
  }

  override parseAsRoot(): BodyNode {
    return { typename: 'Root', start: 0, end: 0, children: super.parseAsRoot().children };
  }
}

/** A token that the parser understands. `start` and `end` are offsets in the excerpt's text, the end exclusive. */
export function createToken(type: TokenType, value: string, start: number, end: number): Token {
  const token: NunjucksToken = { type, value, start, end, lineno: start, colno: end };
  return token;
}

function isOfNunjucks<T extends object>(node: T): node is Extract<T, NunjucksNode> {
  return 'lineno' in node;
}

function outputOf({ lineno, colno, children }: NunjucksOutput): OutputNode {
  const own = children.map((child): Expression | TemplateDataNode =>
    isOfNunjucks(child)
      ? { typename: 'TemplateData', start: child.lineno, end: child.colno, value: child.value }
      : child,
  );
  return { typename: 'Output', start: lineno, end: colno, children: own };
}
