import type { Operation } from '../operations/operation.ts';
import { pad } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const centerFilter: Operation = {
  name: 'center',
  parameters: ['width?'],
  summary: 'The text in the middle of so many characters.',
  apply: (input, args, call) => pad(textOf(input, call), args.whole('width', 80), ' ', 'both', call),
};
