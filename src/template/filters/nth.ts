import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const nthFilter: Operation = {
  name: 'nth',
  parameters: ['n'],
  marks: 'leaves',
  summary: 'One item of a list, counted from 0.',
  apply: (input, args, call) => {
    const n = args.whole('n', 0);
    return itemsOf(input, call)[n] ?? call.missing(`there is no item ${n}`);
  },
};
