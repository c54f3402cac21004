/**
 * How a secret may stand in a text: as it is, and as SQL, JSON (also JSON inside JSON), XML, HTML, shells, addresses and base64 write it. The
 * text is one pattern, since it may have been written by several of them, one after the other.
 */
export function patternsOf(secret: string): { readonly text: string; readonly base64: readonly string[] } {
  return { text: Array.from(secret, characterPattern).join(''), base64: base64Patterns(secret) };
}

/** Punctuation has many spellings; letters and digits of ASCII have one. */
function characterPattern(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character;
  const known = spellings[character];
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((index) => character.charCodeAt(index));
  const others = [
    anyCase(units.map((unit) => String.raw`\\+u${unit.toString(16).padStart(4, '0')}`).join('')),
    `&#0*${code};`,
    anyCase(`&#x0*${code.toString(16)};`),
    anyCase(
      [...Buffer.from(toWellFormed(character), 'utf8')]
        .map((byte) => '%' + byte.toString(16).padStart(2, '0'))
        .join(''),
    ),
  ];
  return `(?:${[...(known ?? [String.raw`\\*${escaped(character)}`]), ...others].join('|')})`;
}

/** What stands for a character beside its numbers; longer spellings first, so that nothing of them is left over. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  // Shells end the quotes for it, each in its own way.
  "'": [String.raw`'\\+''`, `'"'"'`, String.raw`\\+'`, "''", '&apos;', "'"],
  '"': [String.raw`\\+"`, '""', '&quot;', '"'],
  '\\': [String.raw`\\+`],
  '/': [String.raw`\\*/`],
  '\n': [String.raw`\\+r\\+n`, String.raw`\\+n`, String.raw`\r?\n`],
  '\r': [String.raw`\\+r`, String.raw`\r`],
  '\t': [String.raw`\\+t`, String.raw`\t`],
  '&': ['&amp;', String.raw`\\*&`],
  '<': ['&lt;', String.raw`\\*<`],
  '>': ['&gt;', String.raw`\\*>`],
  ' ': [String.raw`\+`, '&nbsp;', String.raw`\\* `],
};

/** Below this many characters, what is left of base64 inside other base64 would be found by chance. */
const shortestInside = 8;

/** Base64 of the secret alone, and the middle of what it becomes inside a longer text, which depends on where it begins. */
function base64Patterns(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const alone = bytes.toString('base64').replace(/=+$/, '');
  const inside = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const isOpenEnded = (before + bytes.length) % 3 !== 0;
    return text.slice(Math.ceil((before * 8) / 6), isOpenEnded ? -1 : undefined);
  });
  const found = [
    // Shorter than its own alphabet's words, it is the secret only with its padding or on its own.
    ...(alone.length >= shortestInside ? [alone] : []),
    ...(alone.length < shortestInside ? [`(?<![A-Za-z0-9+/_-])${base64Pattern(alone)}={0,2}(?![A-Za-z0-9+/_-])`] : []),
    ...inside.filter((text) => text.length >= shortestInside),
  ];
  return [...new Set(found)]
    .sort((left, right) => right.length - left.length)
    .map((text) => (text.startsWith('(?<!') ? text : `${base64Pattern(text)}=*`));
}

/** The two characters that the alphabet for addresses has otherwise. */
function base64Pattern(text: string): string {
  return text.replace(/[+]/g, '(?:[+-]|%2[bB])').replace(/\//g, String.raw`(?:\\*/|_|%2[fF])`);
}

function anyCase(pattern: string): string {
  // `\\u` keeps its small letter, which has another meaning to a pattern than the large one.
  return pattern.replace(/(?<!\\)[a-f](?![a-z]*0\*)/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function toWellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) && text.length === 1 ? '\ufffd' : text;
}
