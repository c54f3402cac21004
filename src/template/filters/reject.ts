import { type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const rejectFilter: Operation = {
  name: 'reject',
  parameters: ['test?', '*arguments'],
  marks: 'leaves',
  summary: 'The items that do not pass a test; without a test, those that are false.',
  apply: (input, args, call) => {
    const items = itemsOf(input, call);
    call.charge(items.length);
    const passes = (item: Value): boolean =>
      args.has('test') ? call.test(args.text('test'), item, args.rest) : call.truth(item);
    return items.filter((item) => !passes(item));
  },
};
