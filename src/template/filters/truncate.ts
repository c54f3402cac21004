import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const truncateFilter: Operation = {
  name: 'truncate',
  parameters: ['length?', 'killwords?', 'end?', 'leeway?'],
  summary: 'The text cut to a length, between words unless asked otherwise.',
  apply: (input, args, call) => {
    const characters = Array.from(textOf(input, call));
    const length = args.whole('length', 255);
    const end = args.text('end', '...');
    if (Array.from(end).length > length) return call.wrong('"end" is longer than "length"');
    if (characters.length <= length + args.whole('leeway', 5)) return characters.join('');
    const cut = characters.slice(0, length - Array.from(end).length).join('');
    if (args.flag('killwords', false)) return cut + end;
    const blank = cut.lastIndexOf(' ');
    return (blank < 0 ? cut : cut.slice(0, blank)) + end;
  },
};
