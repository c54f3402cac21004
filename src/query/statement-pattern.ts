import type { LiteralPart } from './scan/scan-literal.ts';
import type { FilledLiteral } from './scan/scan-sql.ts';
import { valueOfLiteral } from './scan/scan-literal.ts';
import { brokenPartIn } from './scan/broken-text.ts';
import type { Piece, SlotPiece } from '../template/template.ts';
import { isSameLocation } from '../diagnostics/source.ts';
import { isOmit } from '../values/reading.ts';
import { sameValue } from '../values/same-value.ts';
import type { Value } from '../values/value.ts';
import type { FilledStatement } from './filled-statement.ts';
import { statementCopier, type StatementCopier } from './statement-copier.ts';
import type { Literal, Statement } from './statement.ts';

/**
 * Statements that were parsed from one rendering of a template, of which another rendering differs in the values between quotes alone: it
 * means the same statements with other literals, since what stands between quotes cannot change what a statement says.
 */
export class StatementPattern {
  readonly #pieces: readonly Piece[];
  /** The indexes of the pieces that stand between quotes. */
  readonly #quoted: ReadonlySet<number>;
  readonly #literals: readonly PatternLiteral[];
  readonly #filler: Filler;

  private constructor(pieces: readonly Piece[], filled: readonly FilledLiteral[], filler: Filler) {
    this.#pieces = pieces;
    const places = new Map(pieces.map((piece, index): [Piece, number] => [piece, index]));
    this.#literals = filled.map((one) => patternLiteral(one, places));
    this.#quoted = new Set(this.#literals.flatMap(({ parts }) => parts.filter((part) => typeof part === 'number')));
    this.#filler = filler;
  }

  /** Undefined where the values between quotes are more than values: the name of an output. */
  static of(
    pieces: readonly Piece[],
    statements: readonly Statement[],
    filled: readonly FilledLiteral[],
  ): StatementPattern | undefined {
    const copy = statementCopier(
      statements,
      filled.map(({ literal }) => literal),
    );
    // A literal inside string('…') is an object of its own, at the same place.
    const indexes = new Map(filled.map(({ literal }, index) => [literal.at, index]));
    return copy && new StatementPattern(pieces, filled, { models: statements, indexes, copy });
  }

  /** The statements of another rendering; undefined where it differs in more than values between quotes. */
  fill(pieces: readonly Piece[]): readonly FilledStatement[] | undefined {
    if (pieces.length !== this.#pieces.length) return undefined;
    for (const [index, piece] of pieces.entries()) {
      const own = this.#pieces[index];
      if (own === undefined || !this.#isAlike(own, piece, this.#quoted.has(index))) return undefined;
    }
    const values: Value[] = [];
    for (const { parts, likeness } of this.#literals) {
      const value = valueOfLiteral(parts.map((part) => (typeof part === 'string' ? part : slotValue(pieces[part]))));
      if (likenessOf(value) !== likeness) return undefined;
      values.push(value);
    }
    const filling = new Filling(this.#filler, values);
    return this.#filler.models.map((model, index) => new FilledModel(filling, model, index));
  }

  #isAlike(own: Piece, other: Piece, isQuoted: boolean): boolean {
    // What a template of text and names yields has the same texts each time.
    if (own === other) return true;
    if (own.kind === 'text' || other.kind === 'text') {
      return (
        own.kind === 'text' &&
        other.kind === 'text' &&
        own.excerpt === other.excerpt &&
        own.offset === other.offset &&
        own.text === other.text
      );
    }
    if (own.at !== other.at && !isSameLocation(own.at, other.at)) return false;
    return isQuoted ? brokenPartIn(other.value) === undefined : sameValue(own.value, other.value);
  }
}

/** What all that is filled has in common. */
interface Filler {
  readonly models: readonly Statement[];
  /** Which of the values a literal gets, by its place. */
  readonly indexes: ReadonlyMap<Literal['at'], number>;
  readonly copy: StatementCopier;
}

/** The values of one rendering. */
class Filling {
  private readonly filler: Filler;
  private readonly values: readonly Value[];
  private statements: readonly Statement[] | undefined;

  constructor(filler: Filler, values: readonly Value[]) {
    this.filler = filler;
    this.values = values;
    this.statements = undefined;
  }

  valueOf(literal: Literal): Value {
    const index = this.filler.indexes.get(literal.at);
    const value = index === undefined ? undefined : this.values[index];
    return value === undefined ? literal.value : value;
  }

  statementAt(index: number): Statement {
    this.statements ??= this.filler.copy(this.values);
    const statement = this.statements[index];
    if (statement === undefined) throw new Error('A copy has as many statements as what it was copied from.');
    return statement;
  }
}

/** One statement of a filling. */
class FilledModel implements FilledStatement {
  readonly model: Statement;
  readonly isModel: boolean;
  private readonly filling: Filling;
  private readonly index: number;

  constructor(filling: Filling, model: Statement, index: number) {
    this.model = model;
    this.isModel = false;
    this.filling = filling;
    this.index = index;
  }

  valueOf(literal: Literal): Value {
    return this.filling.valueOf(literal);
  }

  get statement(): Statement {
    return this.filling.statementAt(this.index);
  }
}

interface PatternLiteral {
  /** Text, or the index of a piece that gives it. */
  readonly parts: readonly (string | number)[];
  readonly likeness: Likeness;
}

/** What of a value parsing looks at: a comparison with NULL is a test, and what is left out compares with nothing. */
type Likeness = 'null' | 'omit' | 'other';

function likenessOf(value: Value): Likeness {
  if (value === null) return 'null';
  return isOmit(value) ? 'omit' : 'other';
}

function patternLiteral({ literal, parts }: FilledLiteral, places: ReadonlyMap<Piece, number>): PatternLiteral {
  const place = (part: LiteralPart): string | number => {
    if (typeof part === 'string') return part;
    const index = places.get(part);
    if (index === undefined) throw new Error('A slot of a literal is a piece of its rendering.');
    return index;
  };
  return { parts: parts.map(place), likeness: likenessOf(literal.value) };
}

function slotValue(piece: Piece | SlotPiece | undefined): Value {
  if (piece?.kind !== 'slot') throw new Error('A literal is filled from slots.');
  return piece.value;
}
