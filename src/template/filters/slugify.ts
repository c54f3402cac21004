import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

/** Latin letters that Unicode does not take apart into a letter of ASCII and a mark. */
const spelled: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
]);

export const slugifyFilter: Operation = {
  name: 'slugify',
  summary: 'Lower-case letters of ASCII and digits, with one `-` for all that stands between them.',
  apply: (input, _args, call) => {
    const text = textOf(input, call);
    call.charge(text.length);
    const plain = text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^\p{ASCII}]/gu, (character) => spelled.get(character) ?? character);
    const other = /[^\p{ASCII}]/u.exec(plain.replace(/[^\p{L}\p{N}]/gu, ''))?.[0];
    if (other !== undefined) {
      return call.wrong(`it knows Latin letters only, not ${other}`, 'give the resource a name of its own');
    }
    return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  },
};
