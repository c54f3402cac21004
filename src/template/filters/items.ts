import type { Operation } from '../operations/operation.ts';
import { mapOf } from '../operations/reading.ts';

export const itemsFilter: Operation = {
  name: 'items',
  marks: 'leaves',
  summary: 'The members of a map as `[key, value]`.',
  apply: (input, _args, call) => Object.entries(mapOf(input, call)),
};
