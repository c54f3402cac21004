import { parseJson } from '../../base/json.ts';
import { isValueList, isValueMap } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';
import { holdsUnicodeOnly } from '../operations/unicode.ts';

export const fromJsonFilter: Operation = {
  name: 'from_json',
  aliases: ['fromjson'],
  summary: 'The value of a JSON text; what is a list or map already stays.',
  apply: (input, _args, call) => {
    if (isValueList(input) || isValueMap(input)) return input;
    const value = parseJson(textOf(input, call));
    if (value === undefined) return call.wrong(`${call.show(input)} is not JSON`);
    return holdsUnicodeOnly(value) ? value : call.wrong('a text in it has a NUL or half of a surrogate pair');
  },
};
