import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const upperFilter: Operation = {
  name: 'upper',
  summary: 'The text in capitals.',
  apply: (input, _args, call) => textOf(input, call).toUpperCase(),
};
