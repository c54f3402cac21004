import { parseJson } from '../../base/json.ts';
import { isValueList, isValueMap, type Value, type ValueMap } from '../../values/value.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { mapOf, textOf } from '../operations/reading.ts';

/** The names of key and value in the items of a list of tags, as the types of AWS have them. */
const shapes: readonly (readonly [string, string])[] = [
  ['Key', 'Value'],
  ['key', 'value'],
  ['TagKey', 'TagValue'],
];

/** Tags of an Auto Scaling group: they say whether its instances get them, too. */
const propagated = 'PropagateAtLaunch';

/** The value of a tag, and what else its item says. */
interface Tag {
  readonly value: Value;
  readonly others: ValueMap;
}

export const mergeTagsFilter: Operation = {
  name: 'merge_tags',
  parameters: ['other', 'shape'],
  marks: 'leaves',
  summary:
    'The tags of both, each a map or a list of `Key` and `Value`; those of the other win. The shape is that of the result: `map`, or the name of the key in the items of a list: `Key`, `key`, `TagKey`. `PropagateAtLaunch` is `Key` with that member, false where no tag says it.',
  apply: (input, args, call) => {
    const tags = new Map([...read(input, call), ...read(args.value('other'), call)]);
    call.charge(tags.size);
    const shape = textOf(args.value('shape'), call, 'shape');
    if (shape === 'map') return Object.fromEntries([...tags].map(([key, { value }]) => [key, value]));
    const names = shapes.find(([key]) => key === (shape === propagated ? 'Key' : shape));
    if (names === undefined)
      return call.wrong(`${call.show(shape)} is no shape of tags`, 'use map, Key, key, TagKey or PropagateAtLaunch');
    const usual = shape === propagated ? { [propagated]: false } : {};
    return [...tags].map(([key, { value, others }]) => ({
      ...usual,
      ...others,
      [names[0]]: key,
      [names[1]]: value,
    }));
  },
};

function read(value: Value, call: Call): readonly (readonly [string, Tag])[] {
  const given = typeof value === 'string' ? parseJson(value) : value;
  if (given === undefined) return call.wrong(`${call.show(value)} is not JSON`);
  if (given === null) return [];
  if (!isValueList(given)) {
    const entries = Object.entries(isValueMap(given) ? given : mapOf(given, call));
    return entries.map(([key, tag]) => [key, { value: tag, others: {} }]);
  }
  return given.map((item): readonly [string, Tag] => {
    const tag = mapOf(item, call, 'a tag');
    const names = shapes.find(([key]) => Object.hasOwn(tag, key));
    const key = names === undefined ? undefined : tag[names[0]];
    if (names === undefined || key === undefined) return call.wrong('a tag has `Key` and `Value`');
    const others = Object.fromEntries(Object.entries(tag).filter(([name]) => !names.includes(name)));
    return [textOf(key, call, 'the key of a tag'), { value: tag[names[1]] ?? '', others }];
  });
}
