import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';
import { isUnicodeText } from '../operations/unicode.ts';

export const base64DecodeFilter: Operation = {
  name: 'base64_decode',
  aliases: ['b64decode'],
  summary: 'The text of which base64 holds the UTF-8 bytes.',
  apply: (input, _args, call) => {
    const text = textOf(input, call).replace(/\s+/g, '');
    const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
    if (!isBase64) return call.wrong(`${call.show(input)} is not base64`);
    const decoded = decodeUtf8(Buffer.from(text, 'base64'));
    return decoded !== undefined && isUnicodeText(decoded) ? decoded : call.wrong('the bytes are not UTF-8 text');
  },
};

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
