import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const lowerFilter: Operation = {
  name: 'lower',
  summary: 'The text in small letters.',
  apply: (input, _args, call) => textOf(input, call).toLowerCase(),
};
