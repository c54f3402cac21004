/** One character as a reader counts it, with what is shown for it and how many columns of a terminal that takes. */
export interface Cell {
  /** Where the character begins in the line, in UTF-16 units. */
  readonly offset: number;
  readonly shown: string;
  readonly width: number;
}

const tabStop = 4;
const plain = /^[\x20-\x7e]*$/;
/** Made for the first line that needs it: it takes longer than all the rest of a quick command. */
let segmenter: Intl.Segmenter | undefined;

/** East Asian wide and fullwidth characters, and what is drawn as an emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const zeroWidth = /^[\p{Mn}\p{Me}\u200b-\u200d\u2060\ufeff]+$/u;
/** Characters that turn the direction of the text around them: a reader would see another order than what is there. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether every character of a text is shown as it is, in one column. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/** The line as it is safe to print: tabs become blanks, and no control character reaches the terminal. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  if (isPlain(line)) {
    for (let offset = 0; offset < line.length; offset += 1)
      cells.push({ offset, shown: line.charAt(offset), width: 1 });
    return cells;
  }
  let column = 0;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment, index } of segmenter.segment(line)) {
    const cell = cellOf(segment, index, column);
    column += cell.width;
    cells.push(cell);
  }
  return cells;
}

function cellOf(segment: string, offset: number, column: number): Cell {
  if (segment === '\t') {
    const width = tabStop - (column % tabStop);
    return { offset, shown: ' '.repeat(width), width };
  }
  const code = segment.charCodeAt(0);
  // The pictures of control characters stand in the order of the characters themselves.
  if (code < 0x20) return { offset, shown: String.fromCharCode(0x2400 + code), width: 1 };
  if (code === 0x7f) return { offset, shown: '\u2421', width: 1 };
  if ((code >= 0x80 && code < 0xa0) || turning.test(segment) || /\p{Surrogate}/u.test(segment)) {
    return { offset, shown: '\ufffd', width: 1 };
  }
  if (zeroWidth.test(segment)) return { offset, shown: segment, width: 0 };
  return { offset, shown: segment, width: wide.test(segment) ? 2 : 1 };
}
