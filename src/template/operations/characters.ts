/** Texts counted in characters (code points), as Python counts them; quick where no character needs two code units. */

const wide = /[\ud800-\udfff]/;

export function lengthOf(text: string): number {
  return wide.test(text) ? Array.from(text).length : text.length;
}

/** The character at an index, from the end where it is negative; undefined where there is none. */
export function characterAt(text: string, index: number): string | undefined {
  return wide.test(text) ? Array.from(text).at(index) : text.at(index);
}

/** Characters `start` to `end` of a text. */
export function cutText(text: string, start: number, end?: number): string {
  return wide.test(text) ? Array.from(text).slice(start, end).join('') : text.slice(start, end);
}
