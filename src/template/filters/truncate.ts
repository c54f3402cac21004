import type { Operation } from '../operations/operation.ts';
import { cutText, lengthOf } from '../operations/characters.ts';
import { textOf } from '../operations/reading.ts';

export const truncateFilter: Operation = {
  name: 'truncate',
  parameters: ['length?', 'killwords?', 'end?', 'leeway?'],
  summary: 'The text cut to a length, between words unless asked otherwise.',
  apply: (input, args, call) => {
    const text = textOf(input, call);
    const length = args.whole('length', 255);
    const end = args.text('end', '...');
    if (lengthOf(end) > length) return call.wrong('"end" is longer than "length"');
    if (lengthOf(text) <= length + args.whole('leeway', 5)) return text;
    const cut = cutText(text, 0, length - lengthOf(end));
    if (args.flag('killwords', false)) return cut + end;
    const blank = cut.lastIndexOf(' ');
    return (blank < 0 ? cut : cut.slice(0, blank)) + end;
  },
};
