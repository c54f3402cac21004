import { parseJson } from '../../base/json.ts';
import { type Value, type ValueMap } from '../../values/value.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { mapOf } from '../operations/reading.ts';

export const mergeObjectsFilter: Operation = {
  name: 'merge_objects',
  parameters: ['other'],
  marks: 'leaves',
  summary: 'The members of both maps, or of their JSON; those of the other win.',
  apply: (input, args, call) => {
    const merged = new Map([...Object.entries(read(input, call)), ...Object.entries(read(args.value('other'), call))]);
    return Object.fromEntries(merged);
  },
};

function read(value: Value, call: Call): ValueMap {
  const given = typeof value === 'string' ? parseJson(value) : value;
  return given === undefined ? call.wrong(`${call.show(value)} is not JSON`) : mapOf(given, call);
}
