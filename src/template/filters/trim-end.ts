import type { Operation } from '../operations/operation.ts';
import { strip } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const trimEndFilter: Operation = {
  name: 'trim_end',
  summary: 'Without blanks at the end.',
  apply: (input, _args, call) => strip(textOf(input, call), undefined, 'right'),
};
