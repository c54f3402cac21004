import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const trimStartMatchesFilter: Operation = {
  name: 'trim_start_matches',
  parameters: ['pat'],
  summary: 'Without any `pat` at the beginning, however often it stands there.',
  apply: (input, args, call) => {
    const text = textOf(input, call);
    const pattern = args.text('pat');
    if (pattern === '') return text;
    call.charge(Math.ceil(text.length / 64));
    let start = 0;
    while (text.startsWith(pattern, start)) start += pattern.length;
    return text.slice(start);
  },
};
