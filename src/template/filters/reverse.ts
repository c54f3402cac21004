import { joinText } from '../../values/text.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const reverseFilter: Operation = {
  name: 'reverse',
  marks: 'leaves',
  summary: 'The items, or the characters of a text, from the last to the first.',
  apply: (input, _args, call) => {
    const items = itemsOf(input, call).toReversed();
    return typeof input === 'string' ? joinText(items) : items;
  },
};
