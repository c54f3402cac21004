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
}
