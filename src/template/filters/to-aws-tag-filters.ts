import { parseJson } from '../../base/json.ts';
import type { Operation } from '../operations/operation.ts';
import { listOf, mapOf } from '../operations/reading.ts';

export const toAwsTagFiltersFilter: Operation = {
  name: 'to_aws_tag_filters',
  marks: 'leaves',
  summary: 'Tags `[{Key, Value}]`, or their JSON, as tag filters `[{Key, Values: [Value]}]`.',
  apply: (input, _args, call) => {
    const given = typeof input === 'string' ? parseJson(input) : input;
    if (given === undefined) return call.wrong(`${call.show(input)} is not JSON`);
    return listOf(given, call).map((item) => {
      const tag = mapOf(item, call, 'a tag');
      if (!Object.hasOwn(tag, 'Key') || !Object.hasOwn(tag, 'Value')) return call.wrong('a tag has `Key` and `Value`');
      return { Key: tag['Key'] ?? null, Values: [tag['Value'] ?? null] };
    });
  },
};
