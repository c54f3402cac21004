/** Where a text stops being JSON, and why. */
export interface JsonMistake {
  /** UTF-16 offset of the first character that does not fit; the length of the text where it ends too early. */
  readonly offset: number;
  /** Characters that do not fit, at least 1. */
  readonly length: number;
  /** `expected "," or "}", got "x"`. */
  readonly message: string;
}

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or ]' | 'comma or }' | 'end';

const words: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  key: 'a key in double quotes',
  'key or }': 'a key in double quotes or "}"',
  colon: '":"',
  'comma or ]': '"," or "]"',
  'comma or }': '"," or "}"',
  end: 'nothing more',
};

const space = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
/** What to show of something that does not fit: a word, a string that does not end, a character. */
const misfit = /"[^\r\n]{0,20}|[\w.+-]{1,30}|[^]/uy;

/**
 * The first place where a text is not JSON, undefined where it is. `JSON.parse` says so too, but names the place in words of its own that
 * differ between versions of Node, or not at all.
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) offset += found.length;
    return found;
  };
  const afterValue = (): Expected => {
    const inside = open.at(-1);
    return inside === undefined ? 'end' : inside === '[' ? 'comma or ]' : 'comma or }';
  };
  for (;;) {
    take(space);
    const next = text[offset];
    if (next === undefined && expected === 'end') return undefined;
    if (expected.startsWith('value') && (next === '[' || next === '{')) {
      open.push(next);
      offset += 1;
      expected = next === '[' ? 'value or ]' : 'key or }';
    } else if (expected.startsWith('value') && (take(string) ?? take(scalar)) !== undefined) {
      expected = afterValue();
    } else if (expected.startsWith('key') && take(string) !== undefined) {
      expected = 'colon';
    } else if (expected === 'colon' && next === ':') {
      offset += 1;
      expected = 'value';
    } else if (expected.startsWith('comma') && next === ',') {
      offset += 1;
      expected = expected.endsWith('}') ? 'key' : 'value';
    } else if (next !== undefined && expected.endsWith(`or ${next}`)) {
      open.pop();
      offset += 1;
      expected = afterValue();
    } else {
      const start = offset;
      const got = take(misfit);
      const shown = got === undefined ? 'the end of the text' : JSON.stringify(got).replaceAll('\\"', "'");
      return { offset: start, length: got?.length ?? 1, message: `expected ${words[expected]}, got ${shown}` };
    }
  }
}
