import { negate } from '../interpreter/arithmetic.ts';
import type { Operation } from '../operations/operation.ts';
import { numberOf } from '../operations/reading.ts';

export const absFilter: Operation = {
  name: 'abs',
  summary: 'The number without its sign.',
  apply: (input, _args, call) =>
    numberOf(input, call) < 0 ? negate(input, call) : typeof input === 'boolean' ? Number(input) : input,
};
