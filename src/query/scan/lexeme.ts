import type { Location } from '../../diagnostics/source.ts';
import type { Literal } from '../literal.ts';

/** The smallest part of a statement that means something, with the blanks and comments that stand before it. */
export type Lexeme = Word | QuotedName | NumberText | LiteralLexeme | Operator | End;

interface LexemeBase {
  /** Blanks and comments before it, as SQLite reads them. */
  readonly before: string;
  readonly at: Location;
}

/** A keyword or a name without quotes. */
export interface Word extends LexemeBase {
  readonly kind: 'word';
  readonly text: string;
  readonly keyword: string;
}

/** A name in double quotes or backticks. */
export interface QuotedName extends LexemeBase {
  readonly kind: 'name';
  readonly text: string;
  readonly name: string;
}

export interface NumberText extends LexemeBase {
  readonly kind: 'number';
  readonly text: string;
  readonly literal: Literal;
}

/** A quoted literal, or a value that stands in the place of one. */
export interface LiteralLexeme extends LexemeBase {
  readonly kind: 'literal';
  readonly literal: Literal;
  /** As it may be named in a message. */
  readonly shown: string;
}

export interface Operator extends LexemeBase {
  readonly kind: 'operator';
  readonly text: string;
}

/** Behind the last lexeme of a statement. */
export interface End extends LexemeBase {
  readonly kind: 'end';
}

/** What a message calls it. */
export function nameOf(lexeme: Lexeme): string {
  switch (lexeme.kind) {
    case 'end':
      return 'the end of the query';
    case 'literal':
      return lexeme.shown;
    default:
      return lexeme.text;
  }
}
