import { identityOf } from '../operations/identity.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';
import { sortKey } from '../operations/sorting.ts';

export const uniqueFilter: Operation = {
  name: 'unique',
  parameters: ['case_sensitive?', 'attribute?'],
  summary: 'The items without those that came before.',
  apply: (input, args, call) => {
    const path = args.has('attribute') ? args.text('attribute') : undefined;
    const caseSensitive = args.flag('case_sensitive', false);
    const seen = new Set<string>();
    return itemsOf(input, call).filter((item) => {
      const key = identityOf(sortKey(item, path, caseSensitive, call));
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  },
};
