import { isMarked, isValueList, type Value } from '../../values/value.ts';

/** NUL, or half of a surrogate pair: no text that can be sent. */
const impossible = /[\0\p{Surrogate}]/u;

export function isUnicodeText(text: string): boolean {
  return !impossible.test(text);
}

/** Whether every text in a value without marks can be sent, keys too. */
export function holdsUnicodeOnly(value: Value): boolean {
  const waiting: Value[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') {
      if (!isUnicodeText(next)) return false;
    } else if (isValueList(next)) {
      for (const item of next) waiting.push(item);
    } else if (typeof next === 'object' && next !== null && !isMarked(next)) {
      for (const [key, item] of Object.entries(next)) waiting.push(key, item);
    }
  }
  return true;
}
