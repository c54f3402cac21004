import { isValueList, isValueMap, type Value } from '../../values/value.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { listOf, textOf } from '../operations/reading.ts';

export const urlencodeFilter: Operation = {
  name: 'urlencode',
  summary: 'The text as it may stand in an address; a map or a list of pairs as a query.',
  apply: (input, _args, call) => {
    if (!isValueMap(input) && !isValueList(input)) return quote(textOf(input, call)).replaceAll('%2F', '/');
    const pairs = isValueMap(input) ? Object.entries(input) : input.map((pair) => pairOf(pair, call));
    return pairs.map(([key, value]) => `${query(key)}=${query(textOf(value, call))}`).join('&');
  },
};

function pairOf(pair: Value, call: Call): readonly [string, Value] {
  const [key = null, value = null] = listOf(pair, call, 'a pair');
  return [textOf(key, call, 'a name'), value];
}

function quote(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function query(text: string): string {
  return quote(text).replaceAll('%20', '+');
}
