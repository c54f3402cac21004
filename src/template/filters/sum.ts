import { type Value } from '../../values/value.ts';
import { calculate } from '../interpreter/arithmetic.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';
import { memberOrRefuse } from '../operations/sorting.ts';

export const sumFilter: Operation = {
  name: 'sum',
  parameters: ['attribute?', 'start?'],
  summary: 'The sum of the items.',
  apply: (input, args, call) => {
    const path = args.has('attribute') ? args.text('attribute') : undefined;
    const items = itemsOf(input, call);
    call.charge(items.length);
    const start = args.optional('start') ?? 0;
    return items.reduce<Value>(
      (sum, item) => calculate('Add', sum, path === undefined ? item : memberOrRefuse(item, path, call), call),
      start,
    );
  },
};
