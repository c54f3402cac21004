import { Scalar } from 'yaml';
import type { Excerpt, Source } from '../diagnostics/source.ts';

/**
 * The text of a YAML scalar, with the place of each of its characters in the source: exact in every style where the character stands
 * in the source as it is, behind indentation, folded lines and escapes too. A blank made by folding points at the line break.
 */
export function excerptOfScalar(
  source: Source,
  text: string,
  style: string | undefined,
  start: number,
  end: number,
): Excerpt {
  const quote = style === Scalar.QUOTE_SINGLE || style === Scalar.QUOTE_DOUBLE ? 1 : 0;
  if (source.text.startsWith(text, start + quote) && start + quote + text.length + quote === end) {
    return { source, text, offsetAt: (index) => start + quote + index };
  }
  let offsets: Uint32Array | undefined;
  const locate = (): Uint32Array => {
    switch (style) {
      case Scalar.BLOCK_LITERAL:
        return literalOffsets(source.text, text, start);
      case Scalar.BLOCK_FOLDED:
        return alignedOffsets(source.text, text, afterHeader(source.text, start), end, readPlain);
      case Scalar.QUOTE_DOUBLE:
        return alignedOffsets(source.text, text, start + 1, end - 1, readEscape);
      case Scalar.QUOTE_SINGLE:
        return alignedOffsets(source.text, text, start + 1, end - 1, readDoubledQuote);
      default:
        return alignedOffsets(source.text, text, start, end, readPlain);
    }
  };
  return {
    source,
    text,
    offsetAt: (index) => {
      offsets ??= locate();
      return offsets[Math.max(0, Math.min(index, text.length))] ?? start;
    },
  };
}

/** The first character after the line of `|` or `>`. */
function afterHeader(source: string, start: number): number {
  const lineBreak = source.indexOf('\n', start);
  return lineBreak === -1 ? source.length : lineBreak + 1;
}

/** A literal block keeps its lines: each is the end of a line of the source, without the indentation. */
function literalOffsets(source: string, text: string, start: number): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let lineStart = afterHeader(source, start);
  let index = 0;
  for (const line of text.split('\n')) {
    const lineBreak = source.indexOf('\n', lineStart);
    const next = lineBreak === -1 ? source.length : lineBreak;
    const lineEnd = next > lineStart && source[next - 1] === '\r' ? next - 1 : next;
    const first = Math.max(lineStart, lineEnd - line.length);
    for (let column = 0; column <= line.length; column += 1)
      offsets[index + column] = Math.min(first + column, source.length);
    index += line.length + 1;
    lineStart = Math.min(next + 1, source.length);
  }
  return offsets;
}

/** One step in the source: how many characters of it are read, and how many of the text they stand for. */
interface Step {
  readonly read: number;
  readonly yields: number;
}
const one: Step = { read: 1, yields: 1 };

/** Walks the text and the source side by side; blanks of the source that the text does not have are line folds and indentation. */
function alignedOffsets(
  source: string,
  text: string,
  start: number,
  end: number,
  stepAt: (source: string, at: number) => Step,
): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let at = start;
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    const isEscape = source[at] === '\\' && stepAt === readEscape;
    if (isBlank(character) && isBlank(source[at]) && !isEscape) {
      const lineBreak = foldAt(source, at, end);
      const isKept = source[at] === character && (character !== ' ' || lineBreak === undefined);
      const place = isKept ? at : (lineBreak ?? at);
      offsets[index] = place;
      index += 1;
      // The blank of a fold stands for the break and all blanks around it; they are skipped before the next word.
      at = isKept || character === '\n' ? place + 1 : place;
      continue;
    }
    while (at < end && isBlank(source[at])) at += 1;
    const step = at < end ? stepAt(source, at) : { read: 0, yields: 1 };
    for (let unit = 0; unit < step.yields && index < text.length; unit += 1) {
      offsets[index] = Math.min(at, source.length);
      index += 1;
    }
    at += step.read;
  }
  offsets[text.length] = Math.min(at, end);
  return offsets;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

/** The next line break, where only blanks stand before it. */
function foldAt(source: string, at: number, end: number): number | undefined {
  let next = at;
  while (next < end && (source[next] === ' ' || source[next] === '\t' || source[next] === '\r')) next += 1;
  return next < end && source[next] === '\n' ? next : undefined;
}

function readPlain(): Step {
  return one;
}

function readDoubledQuote(source: string, at: number): Step {
  return source.startsWith("''", at) ? { read: 2, yields: 1 } : one;
}

const hexLength: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function readEscape(source: string, at: number): Step {
  if (source[at] !== '\\') return one;
  const letter = source[at + 1] ?? '';
  if (letter === '\n') return { read: 2, yields: 0 };
  if (letter === '\r') return { read: 3, yields: 0 };
  const digits = hexLength.get(letter);
  if (digits === undefined) return { read: 2, yields: 1 };
  const code = parseInt(source.slice(at + 2, at + 2 + digits), 16);
  return { read: 2 + digits, yields: code > 0xffff ? 2 : 1 };
}
