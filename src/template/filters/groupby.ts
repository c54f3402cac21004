import { type Value } from '../../values/value.ts';
import { identityOf } from '../operations/identity.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';
import { foldCase, memberOrRefuse, sortBy } from '../operations/sorting.ts';

export const groupbyFilter: Operation = {
  name: 'groupby',
  parameters: ['attribute', 'default?', 'case_sensitive?'],
  summary: 'The items as `[value, items]`, by the value of a member, in order.',
  apply: (input, args, call) => {
    const path = args.text('attribute');
    const fallback = args.optional('default');
    const caseSensitive = args.flag('case_sensitive', false);
    const keyOf = (item: Value): Value => call.member(item, path) ?? fallback ?? memberOrRefuse(item, path, call);
    const foldedKey = (item: Value): Value => (caseSensitive ? keyOf(item) : foldCase(keyOf(item)));
    const groups = new Map<string, { readonly key: Value; readonly items: Value[] }>();
    for (const item of sortBy(itemsOf(input, call), foldedKey, false, call)) {
      const identity = identityOf(foldedKey(item));
      const group = groups.get(identity) ?? { key: keyOf(item), items: [] };
      group.items.push(item);
      groups.set(identity, group);
    }
    return Array.from(groups.values(), ({ key, items }) => [key, items]);
  },
};
