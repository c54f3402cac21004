import { parseJson } from '../../base/json.ts';
import { type Value } from '../../values/value.ts';
import { identityOf } from '../operations/identity.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { listOf } from '../operations/reading.ts';

export const mergeListsFilter: Operation = {
  name: 'merge_lists',
  parameters: ['other'],
  marks: 'leaves',
  summary: 'The items of both lists, or of their JSON, each once.',
  apply: (input, args, call) => {
    const items = [...read(input, call), ...read(args.value('other'), call)];
    call.charge(items.length);
    const seen = new Set<string>();
    return items.filter((item) => {
      const key = identityOf(item);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  },
};

function read(value: Value, call: Call): readonly Value[] {
  const given = typeof value === 'string' ? parseJson(value) : value;
  return given === undefined ? call.wrong(`${call.show(value)} is not JSON`) : listOf(given, call);
}
