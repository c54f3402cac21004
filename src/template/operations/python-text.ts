import type { Value } from '../../values/value.ts';
import { isValueList } from '../../values/value.ts';
import type { Arguments } from './arguments.ts';
import type { Call } from './call.ts';
import { characterAt, cutText, lengthOf } from './characters.ts';
import { textOf } from './reading.ts';

/** Texts as Python's `str` treats them. Lengths and positions count characters (code points). */

export function capitalize(text: string): string {
  const first = cutText(text.slice(0, 2), 0, 1);
  return first.toUpperCase() + text.slice(first.length).toLowerCase();
}

/** `side` says where blanks, or the characters in `chars`, are taken away. */
export function strip(text: string, chars: string | undefined, side: 'both' | 'left' | 'right'): string {
  if (chars === undefined) return side === 'both' ? text.trim() : side === 'left' ? text.trimStart() : text.trimEnd();
  const unwanted = new Set(chars);
  let start = 0;
  let end = text.length;
  while (side !== 'right' && start < end) {
    const first = cutText(text.slice(start, start + 2), 0, 1);
    if (!unwanted.has(first)) break;
    start += first.length;
  }
  while (side !== 'left' && end > start) {
    const last = characterAt(text.slice(Math.max(start, end - 2), end), -1) ?? '';
    if (!unwanted.has(last)) break;
    end -= last.length;
  }
  return text.slice(start, end);
}

/** Every `old` replaced, or the first `count`; an empty `old` stands between all characters. */
export function replaceText(
  text: string,
  old: string,
  replacement: string,
  count: number | undefined,
  call: Call,
): string {
  const parts = old === '' ? ['', ...Array.from(text), ''] : text.split(old);
  const most = Math.min(count ?? Infinity, parts.length - 1);
  call.charge(Math.ceil(parts.length / 64));
  call.reserve(text.length + most * (replacement.length - old.length));
  return (
    parts.slice(0, most + 1).join(replacement) +
    parts
      .slice(most + 1)
      .map((part) => old + part)
      .join('')
  );
}

export function pad(
  text: string,
  width: number,
  filler: string,
  side: 'left' | 'right' | 'both' | 'middle',
  call: Call,
): string {
  const missing = width - lengthOf(text);
  if (missing <= 0) return text;
  call.reserve(width);
  if (side === 'left') return filler.repeat(missing) + text;
  if (side === 'right') return text + filler.repeat(missing);
  // `center` puts the odd blank to the left where the width is odd; `{:^5}` always puts it to the right.
  const left = Math.floor(missing / 2) + (side === 'both' && missing % 2 === 1 && width % 2 === 1 ? 1 : 0);
  return filler.repeat(left) + text + filler.repeat(missing - left);
}

/** Words begin in capitals; a word begins after a blank, a hyphen or an opening bracket. */
export function titleOfWords(text: string): string {
  return text
    .split(/([-\s({[<]+)/)
    .map((part) => capitalize(part))
    .join('');
}

/** Pieces between separators; without one, words between blanks. */
export function split(
  text: string,
  separator: string | undefined,
  most: number,
  fromRight: boolean,
  call: Call,
): readonly string[] {
  if (separator === '') return call.wrong('the separator is empty');
  const parts =
    separator === undefined
      ? text
          .trim()
          .split(/\s+/)
          .filter((part) => part !== '')
      : text.split(separator);
  call.charge(Math.ceil(parts.length / 16));
  if (most < 0 || parts.length <= most + 1) return parts;
  if (separator === undefined) return splitWords(text, most, fromRight);
  return fromRight
    ? [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)]
    : [...parts.slice(0, most), parts.slice(most).join(separator)];
}

function splitWords(text: string, most: number, fromRight: boolean): readonly string[] {
  const words = Array.from(text.matchAll(/\S+/g), (match) => ({ start: match.index, text: match[0] }));
  const apart = fromRight ? words.slice(words.length - most) : words.slice(0, most);
  const cut = fromRight ? words[words.length - most]?.start : words[most]?.start;
  const rest = fromRight ? text.slice(0, cut).trimEnd() : text.slice(cut).trimStart();
  const texts = apart.map((word) => word.text);
  return fromRight ? [rest, ...texts] : [...texts, rest];
}

/** A text, or a list of texts of which any will do. */
export function textsOf(args: Arguments, name: string, call: Call): readonly string[] {
  const value: Value = args.value(name);
  return isValueList(value) ? value.map((item) => textOf(item, call, `"${name}"`)) : [textOf(value, call, `"${name}"`)];
}
