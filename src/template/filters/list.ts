import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const listFilter: Operation = {
  name: 'list',
  marks: 'leaves',
  summary: 'The items as a list; of a map its keys, of a text its characters.',
  apply: (input, _args, call) => itemsOf(input, call),
};
