import { type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';
import { compare, sortKey } from '../operations/sorting.ts';

export const minFilter: Operation = {
  name: 'min',
  parameters: ['case_sensitive?', 'attribute?'],
  summary: 'The smallest item.',
  apply: (input, args, call) => {
    const path = args.has('attribute') ? args.text('attribute') : undefined;
    const caseSensitive = args.flag('case_sensitive', false);
    const [first, ...rest] = itemsOf(input, call);
    if (first === undefined) return call.missing('there is no smallest item: it is empty');
    const keyOf = (item: Value): Value => sortKey(item, path, caseSensitive, call);
    return rest.reduce((best, item) => (compare(keyOf(item), keyOf(best), call) < 0 ? item : best), first);
  },
};
