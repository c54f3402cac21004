import { isValueList } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const concatFilter: Operation = {
  name: 'concat',
  parameters: ['with'],
  marks: 'leaves',
  summary: 'A list with the items of another behind its own, or with one more item.',
  apply: (input, args, call) => {
    const other = args.value('with');
    const items = itemsOf(input, call);
    const more = isValueList(other) ? other : [other];
    call.charge(items.length + more.length);
    return [...items, ...more];
  },
};
