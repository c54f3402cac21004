import type { Excerpt, Location, Source } from '../diagnostics/source.ts';

interface Piece {
  readonly text: string;
  readonly at: Location;
}

/** Puts a text together whose parts stand for places in another one. */
export class PlacedText {
  readonly #source: Source;
  readonly #usual: Location;
  readonly #pieces: Piece[] = [];

  /** `usual`: what a part stands for of which nothing else is said. */
  constructor(usual: Location) {
    this.#source = usual.source;
    this.#usual = usual;
  }

  add(text: string, at: Location = this.#usual): this {
    if (text !== '') this.#pieces.push({ text, at });
    return this;
  }

  /** The text. Its first and last character of a part are the first and last one of the part's place. */
  excerpt(): Excerpt {
    const pieces = this.#pieces;
    const starts: number[] = [];
    let length = 0;
    for (const { text } of pieces) {
      starts.push(length);
      length += text.length;
    }
    const offsetAt = (index: number): number => {
      const place = starts.findLastIndex((start) => start <= index);
      const piece = pieces[place];
      const start = starts[place];
      if (piece === undefined || start === undefined) return this.#usual.start;
      const { at, text } = piece;
      const inside = index - start;
      const last = Math.max(at.start, at.end - 1);
      return inside >= text.length - 1 ? (text.length === 1 ? at.start : last) : Math.min(at.start + inside, last);
    };
    return { source: this.#source, text: pieces.map(({ text }) => text).join(''), offsetAt };
  }
}
