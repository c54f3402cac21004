import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const trimEndMatchesFilter: Operation = {
  name: 'trim_end_matches',
  parameters: ['pat'],
  summary: 'Without any `pat` at the end, however often it stands there.',
  apply: (input, args, call) => {
    const text = textOf(input, call);
    const pattern = args.text('pat');
    if (pattern === '') return text;
    call.charge(Math.ceil(text.length / 64));
    let end = text.length;
    while (end > 0 && text.endsWith(pattern, end)) end -= pattern.length;
    return text.slice(0, end);
  },
};
