import { plainText, reveal } from '../../values/reading.ts';
import { isValueList, isValueMap } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const base64EncodeFilter: Operation = {
  name: 'base64_encode',
  aliases: ['b64encode'],
  summary: 'The UTF-8 bytes of the text in base64; lists and maps as compact JSON before.',
  apply: (input, _args, call) => {
    const text = isValueList(input) || isValueMap(input) ? plainText(reveal(input)) : textOf(input, call);
    call.reserve(text.length * 4);
    return Buffer.from(text, 'utf8').toString('base64');
  },
};
