import type { Operation } from '../operations/operation.ts';
import { mapOf } from '../operations/reading.ts';

export const getFilter: Operation = {
  name: 'get',
  parameters: ['key', 'default?'],
  marks: 'leaves',
  summary: 'A member of a map, or another value where it has none of that name.',
  apply: (input, args, call) => {
    const key = args.text('key');
    const map = mapOf(input, call);
    if (Object.hasOwn(map, key)) return map[key] ?? null;
    return args.has('default') ? args.value('default') : call.missing(`there is no member "${key}"`);
  },
};
