import type { Location } from '../../diagnostics/source.ts';
import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import type { Extent, Path } from '../grammar/tree.ts';
import type { Lexeme } from '../scan/lexeme.ts';
import type { Literal, ResourceName, SqlText, SqlToken } from '../statement.ts';

/** Makes SqlText of parts of a statement, in which some lexemes stand for other things than their text. */
export class StatementText {
  readonly #reader: LexemeReader;
  readonly #rewritten: Map<number, string>;
  readonly #instead = new Map<number, { readonly to: number; readonly token: SqlToken }>();

  constructor(reader: LexemeReader) {
    this.#reader = reader;
    this.#rewritten = new Map(reader.rewritten);
  }

  /** A number, true, false or NULL that is compared is data, although it stands outside quotes. */
  markLiteral({ from, to }: Extent, literal: Literal): void {
    this.#instead.set(from, { to, token: { kind: 'literal', literal } });
  }

  markTable({ from, to }: Extent, index: number): void {
    this.#instead.set(from, { to, token: { kind: 'table', index, text: this.#written({ from, to }) } });
  }

  /** Leaves out lexemes: `awscc.s3.` of `awscc.s3.buckets.arn`, which SQLite does not read. */
  leaveOut({ from, to }: Extent): void {
    for (let index = from; index < to; index += 1) this.#rewritten.set(index, '');
  }

  resourceName(path: Path): ResourceName {
    return {
      text: this.#written(path),
      parts: path.parts.map((part) => part.name),
      at: this.#reader.placeOf(path),
    };
  }

  placeOf(extent: Extent): Location {
    return this.#reader.placeOf(extent);
  }

  /** The part of the statement, without the blanks before it. */
  of({ from, to }: Extent): SqlText {
    const tokens: SqlToken[] = [];
    let code = '';
    const flush = (): void => {
      if (code !== '') tokens.push({ kind: 'code', text: code });
      code = '';
    };
    for (let index = from; index < to;) {
      const lexeme = this.#reader.lexemes[index];
      if (lexeme === undefined) break;
      const rewritten = this.#rewritten.get(index);
      const instead = this.#instead.get(index);
      const token = instead?.token ?? literalToken(lexeme, rewritten);
      if (index > from)
        code += lexeme.before === '' && needsBlank(this.#reader.lexemes[index - 1], lexeme) ? ' ' : lexeme.before;
      if (token === undefined) {
        code += rewritten ?? codeOf(lexeme);
      } else {
        flush();
        tokens.push(token);
      }
      index = instead?.to ?? index + 1;
    }
    flush();
    return tokens;
  }

  #written({ from, to }: Extent): string {
    return this.#reader.lexemes.slice(from, to).map(codeOf).join('');
  }
}

function literalToken(lexeme: Lexeme, rewritten: string | undefined): SqlToken | undefined {
  return lexeme.kind === 'literal' && rewritten === undefined
    ? { kind: 'literal', literal: lexeme.literal }
    : undefined;
}

function codeOf(lexeme: Lexeme): string {
  return lexeme.kind === 'end' || lexeme.kind === 'literal' ? '' : lexeme.text;
}

/** `LIKE'x'`, `-{{ x }}`: what a literal becomes must not grow together with its neighbour, nor two signs into a comment. */
function needsBlank(previous: Lexeme | undefined, lexeme: Lexeme): boolean {
  if (previous?.kind === 'operator') return previous.text === '-' && lexeme.kind === 'literal';
  return previous !== undefined && lexeme.kind !== 'operator' && lexeme.kind !== 'end';
}
