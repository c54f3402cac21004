import { type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';
import { sortBy, sortKey } from '../operations/sorting.ts';

export const sortFilter: Operation = {
  name: 'sort',
  parameters: ['reverse?', 'case_sensitive?', 'attribute?'],
  summary: 'The items in order.',
  apply: (input, args, call) => {
    const path = args.has('attribute') ? args.text('attribute') : undefined;
    const caseSensitive = args.flag('case_sensitive', false);
    const keyOf = (item: Value): Value => sortKey(item, path, caseSensitive, call);
    return sortBy(itemsOf(input, call), keyOf, args.flag('reverse', false), call);
  },
};
