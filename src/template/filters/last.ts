import type { Operation } from '../operations/operation.ts';
import { characterAt } from '../operations/characters.ts';
import { itemsOf } from '../operations/reading.ts';

export const lastFilter: Operation = {
  name: 'last',
  marks: 'leaves',
  summary: 'The last item, or the last character of a text.',
  apply: (input, _args, call) =>
    (typeof input === 'string' ? characterAt(input, -1) : itemsOf(input, call).at(-1)) ??
    call.missing('there is no last item: it is empty'),
};
