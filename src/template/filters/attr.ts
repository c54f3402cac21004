import type { Operation } from '../operations/operation.ts';
import { mapOf } from '../operations/reading.ts';

export const attrFilter: Operation = {
  name: 'attr',
  parameters: ['name'],
  marks: 'leaves',
  summary: 'A member of a map, by its name.',
  apply: (input, args, call) => {
    const name = args.text('name');
    const map = mapOf(input, call);
    return Object.hasOwn(map, name) ? (map[name] ?? null) : call.missing(`there is no member "${name}"`);
  },
};
