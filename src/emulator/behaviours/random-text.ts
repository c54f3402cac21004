import type { RandomSource } from '../../base/random.ts';

export const lowerCaseAlphanumerics = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' + lowerCaseAlphanumerics;
export const hexadecimals = '0123456789abcdef';
export const digits = '0123456789';

/** `length` characters of an alphabet of at most 256, each as likely as any other. */
export function randomText(random: RandomSource, alphabet: string, length: number): string {
  const fair = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) {
      if (byte < fair) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
