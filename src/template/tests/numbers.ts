import type { Test } from '../operations/operation.ts';
import { numberOf } from '../operations/reading.ts';

export const numberTests: readonly Test[] = [
  {
    name: 'even',
    summary: 'It can be divided by two.',
    apply: (input, _args, call) => numberOf(input, call) % 2 === 0,
  },
  {
    name: 'odd',
    summary: 'It is whole and cannot be divided by two.',
    apply: (input, _args, call) => Math.abs(numberOf(input, call) % 2) === 1,
  },
  {
    name: 'divisibleby',
    parameters: ['num'],
    summary: 'It can be divided by a number.',
    apply: (input, args, call) => {
      const divisor = numberOf(args.value('num'), call, '"num"');
      return divisor === 0 ? call.wrong('division by zero') : numberOf(input, call) % divisor === 0;
    },
  },
];
