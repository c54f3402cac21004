import type { Operation } from '../operations/operation.ts';
import { strip } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const trimFilter: Operation = {
  name: 'trim',
  parameters: ['chars?'],
  summary: 'Without blanks at both ends, or without the characters given.',
  apply: (input, args, call) => strip(textOf(input, call), args.has('chars') ? args.text('chars') : undefined, 'both'),
};
