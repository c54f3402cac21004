import { type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { mapOf } from '../operations/reading.ts';
import { sortBy, sortKey } from '../operations/sorting.ts';

export const dictsortFilter: Operation = {
  name: 'dictsort',
  parameters: ['case_sensitive?', 'by?', 'reverse?'],
  summary: 'The members of a map as `[key, value]`, in the order of their keys or values.',
  apply: (input, args, call) => {
    const by = args.text('by', 'key');
    if (by !== 'key' && by !== 'value') return call.wrong('"by" is "key" or "value"');
    const caseSensitive = args.flag('case_sensitive', false);
    const entries: readonly Value[] = Object.entries(mapOf(input, call));
    const keyOf = (entry: Value): Value => sortKey(entry, by === 'key' ? '0' : '1', caseSensitive, call);
    return sortBy(entries, keyOf, args.flag('reverse', false), call);
  },
};
