import { type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const sliceFilter: Operation = {
  name: 'slice',
  parameters: ['slices', 'fill_with?'],
  marks: 'leaves',
  summary: 'The items in a given number of lists.',
  apply: (input, args, call) => {
    const items = itemsOf(input, call);
    const amount = args.whole('slices', 1, 1);
    const filler = args.optional('fill_with') ?? null;
    call.charge(items.length + amount);
    const size = Math.floor(items.length / amount);
    const longer = items.length % amount;
    let start = 0;
    return Array.from({ length: amount }, (_, index): Value => {
      const end = start + size + (index < longer ? 1 : 0);
      const part = items.slice(start, end);
      start = end;
      return filler !== null && index >= longer ? [...part, filler] : part;
    });
  },
};
