import type { Operation } from '../operations/operation.ts';
import { lengthOf } from '../operations/characters.ts';
import { itemsOf } from '../operations/reading.ts';

export const lengthFilter: Operation = {
  name: 'length',
  aliases: ['count'],
  marks: 'leaves',
  summary: 'How many items, members or characters there are.',
  apply: (input, _args, call) => (typeof input === 'string' ? lengthOf(input) : itemsOf(input, call).length),
};
