import { type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const batchFilter: Operation = {
  name: 'batch',
  parameters: ['linecount', 'fill_with?'],
  marks: 'leaves',
  summary: 'The items in lists of a given length.',
  apply: (input, args, call) => {
    const items = itemsOf(input, call);
    const size = args.whole('linecount', 1, 1);
    const filler = args.optional('fill_with') ?? null;
    call.charge(items.length);
    const batches: Value[][] = [];
    for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
    const last = batches.at(-1);
    if (last !== undefined && filler !== null) {
      call.charge(size - last.length);
      while (last.length < size) last.push(filler);
    }
    return batches;
  },
};
