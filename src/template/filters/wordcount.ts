import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const wordcountFilter: Operation = {
  name: 'wordcount',
  summary: 'How many words the text has.',
  apply: (input, _args, call) => (textOf(input, call).match(/[\p{L}\p{N}_]+/gu) ?? []).length,
};
