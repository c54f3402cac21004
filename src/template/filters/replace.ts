import type { Operation } from '../operations/operation.ts';
import { replaceText } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const replaceFilter: Operation = {
  name: 'replace',
  parameters: ['old', 'new', 'count?'],
  otherParameters: { from: 'old', to: 'new' },
  summary: 'Every occurrence of a text replaced, or the first `count`.',
  apply: (input, args, call) => {
    const count = args.has('count') ? args.whole('count', 0) : undefined;
    return replaceText(textOf(input, call), args.text('old'), args.text('new'), count, call);
  },
};
