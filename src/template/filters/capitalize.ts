import type { Operation } from '../operations/operation.ts';
import { capitalize } from '../operations/python-text.ts';
import { textOf } from '../operations/reading.ts';

export const capitalizeFilter: Operation = {
  name: 'capitalize',
  summary: 'The first letter a capital, all others small.',
  apply: (input, _args, call) => capitalize(textOf(input, call)),
};
