/** Kinds of token, by the names that the nunjucks parser knows them by. */
export type TokenType =
  | 'data'
  | 'block-start'
  | 'block-end'
  | 'variable-start'
  | 'variable-end'
  | 'symbol'
  | 'string'
  | 'int'
  | 'float'
  | 'left-paren'
  | 'right-paren'
  | 'left-bracket'
  | 'right-bracket'
  | 'left-curly'
  | 'right-curly'
  | 'comma'
  | 'colon'
  | 'tilde'
  | 'pipe'
  | 'operator';

export interface Token {
  readonly type: TokenType;
  /** The characters of the token as they stand in the text. */
  readonly value: string;
  /** Offsets in the excerpt's text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /**
   * The nunjucks parser hands these two from tokens to nodes and never looks at them, so they carry offsets: `lineno` is `start`,
   * `colno` is `end`.
   */
  readonly lineno: number;
  readonly colno: number;
}

export function createToken(type: TokenType, value: string, start: number, end: number): Token {
  return { type, value, start, end, lineno: start, colno: end };
}
