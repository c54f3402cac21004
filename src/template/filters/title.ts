import type { Operation } from '../operations/operation.ts';
import { titleOfWords } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const titleFilter: Operation = {
  name: 'title',
  summary: 'Every word with a capital.',
  apply: (input, _args, call) => titleOfWords(textOf(input, call)),
};
