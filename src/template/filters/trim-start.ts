import type { Operation } from '../operations/operation.ts';
import { strip } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const trimStartFilter: Operation = {
  name: 'trim_start',
  summary: 'Without blanks at the beginning.',
  apply: (input, _args, call) => strip(textOf(input, call), undefined, 'left'),
};
