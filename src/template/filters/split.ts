import type { Operation } from '../operations/operation.ts';
import { split } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const splitFilter: Operation = {
  name: 'split',
  parameters: ['pat'],
  otherParameters: { sep: 'pat' },
  summary: 'The parts of a text between separators.',
  apply: (input, args, call) => split(textOf(input, call), args.text('pat'), -1, false, call),
};
