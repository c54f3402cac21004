import { equals } from '../interpreter/comparison.ts';
import type { Operation } from '../operations/operation.ts';
import { listOf } from '../operations/reading.ts';

/** Methods of lists, as of Python's `list`: those that do not change it. */
export const listMethods: readonly Operation[] = [
  {
    name: 'index',
    parameters: ['item'],
    summary: 'Where the item stands first, from 0.',
    apply: (input, args, call) => {
      const index = listOf(input, call).findIndex((item) => equals(item, args.value('item')));
      return index < 0 ? call.wrong(`${call.show(args.value('item'))} is not in the list`) : index;
    },
  },
  {
    name: 'count',
    parameters: ['item'],
    summary: 'How often the item is in the list.',
    apply: (input, args, call) => listOf(input, call).filter((item) => equals(item, args.value('item'))).length,
  },
  {
    name: 'copy',
    marks: 'leaves',
    summary: 'The list itself: values never change.',
    apply: (input) => input,
  },
];
