import { locationIn, type Location } from '../../diagnostics/source.ts';
import type { Piece, Rendered, SlotPiece } from '../../template/template.ts';

/** A rendered text as one row of characters; a slot takes the place of one. */
export interface Characters {
  readonly text: string;
  readonly slots: ReadonlyMap<number, SlotPiece>;
  /** Where the characters `start` to `end` were written. */
  readonly place: (start: number, end: number) => Location;
}

/** Stands in `Characters.text` for a slot. The same character in a person's text is none: `slots` decides. */
const slotCharacter = '\uFFFC';

export function charactersOf(rendered: Rendered): Characters {
  const starts: number[] = [];
  const slots = new Map<number, SlotPiece>();
  let text = '';
  for (const piece of rendered.pieces) {
    starts.push(text.length);
    if (piece.kind === 'slot') slots.set(text.length, piece);
    text += piece.kind === 'slot' ? slotCharacter : piece.text;
  }
  const { pieces } = rendered;
  const locate = (index: number): Location | undefined => {
    const at = lastAtOrBefore(starts, index);
    const piece = pieces[at];
    return piece === undefined ? undefined : locationInPiece(piece, index - (starts[at] ?? 0));
  };
  return {
    text,
    slots,
    place: (start, end) => {
      const first = locate(Math.min(start, Math.max(0, text.length - 1))) ?? nowhere;
      if (start >= text.length) return { source: first.source, start: first.end, end: first.end };
      const last = locate(Math.max(start, end - 1)) ?? first;
      return spanning(first, end > start ? last : { ...first, end: first.start });
    },
  };
}

/** From the beginning of one place to the end of another; the first alone where they do not follow each other. */
export function spanning(first: Location, last: Location): Location {
  if (first.source !== last.source || last.end < first.start) return first;
  return { source: first.source, start: first.start, end: last.end };
}

const nowhere: Location = { source: { path: '', text: '' }, start: 0, end: 0 };

function locationInPiece(piece: Piece, index: number): Location {
  return piece.kind === 'slot' ? piece.at : locationIn(piece.excerpt, piece.offset + index, piece.offset + index + 1);
}

function lastAtOrBefore(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
