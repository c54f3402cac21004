import type { Operation } from '../operations/operation.ts';
import { characterAt } from '../operations/characters.ts';
import { itemsOf } from '../operations/reading.ts';

export const firstFilter: Operation = {
  name: 'first',
  marks: 'leaves',
  summary: 'The first item, or the first character of a text.',
  apply: (input, _args, call) =>
    (typeof input === 'string' ? characterAt(input, 0) : itemsOf(input, call)[0]) ??
    call.missing('there is no first item: it is empty'),
};
