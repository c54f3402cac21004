import { joinText } from '../../values/text.ts';
import { type Value } from '../../values/value.ts';
import { measure } from '../interpreter/measure.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';
import { memberOrRefuse } from '../operations/sorting.ts';

export const joinFilter: Operation = {
  name: 'join',
  parameters: ['d?', 'attribute?'],
  otherParameters: { sep: 'd' },
  marks: 'leaves',
  summary: 'The items as one text, with a separator between them.',
  apply: (input, args, call) => {
    const items = itemsOf(input, call);
    const separator = args.text('d');
    const path = args.has('attribute') ? args.text('attribute') : undefined;
    call.charge(items.length);
    call.reserve(separator.length * Math.max(0, items.length - 1));
    const parts: Value[] = [];
    let characters = 0;
    for (const item of items) {
      if (parts.length > 0) parts.push(separator);
      const part = path === undefined ? item : memberOrRefuse(item, path, call);
      parts.push(part);
      characters += separator.length + measure(part).characters;
    }
    call.reserve(characters);
    return joinText(parts);
  },
};
