import { parseJson } from '../../base/json.ts';
import { isValueList, isValueMap, type Value } from '../../values/value.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { mapOf, textOf } from '../operations/reading.ts';

/** The names of key and value in the items of a list of tags, as the types of AWS have them. */
const shapes: readonly (readonly [string, string])[] = [
  ['Key', 'Value'],
  ['key', 'value'],
  ['TagKey', 'TagValue'],
];

export const mergeTagsFilter: Operation = {
  name: 'merge_tags',
  parameters: ['other', 'shape'],
  marks: 'leaves',
  summary:
    'The tags of both, each a map or a list of `Key` and `Value`; those of the other win. The shape is that of the result: `map`, or the name of the key in the items of a list: `Key`, `key`, `TagKey`.',
  apply: (input, args, call) => {
    const tags = new Map([...read(input, call), ...read(args.value('other'), call)]);
    call.charge(tags.size);
    const shape = textOf(args.value('shape'), call, 'shape');
    if (shape === 'map') return Object.fromEntries(tags);
    const names = shapes.find(([key]) => key === shape);
    if (names === undefined)
      return call.wrong(`${call.show(shape)} is no shape of tags`, 'use map, Key, key or TagKey');
    return [...tags].map(([key, value]) => ({ [names[0]]: key, [names[1]]: value }));
  },
};

function read(value: Value, call: Call): readonly (readonly [string, Value])[] {
  const given = typeof value === 'string' ? parseJson(value) : value;
  if (given === undefined) return call.wrong(`${call.show(value)} is not JSON`);
  if (given === null) return [];
  if (!isValueList(given)) return isValueMap(given) ? Object.entries(given) : Object.entries(mapOf(given, call));
  return given.map((item): readonly [string, Value] => {
    const tag = mapOf(item, call, 'a tag');
    const names = shapes.find(([key]) => Object.hasOwn(tag, key));
    const key = names === undefined ? undefined : tag[names[0]];
    if (names === undefined || key === undefined) return call.wrong('a tag has `Key` and `Value`');
    return [textOf(key, call, 'the key of a tag'), tag[names[1]] ?? ''];
  });
}
