import type { Test } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const textTests: readonly Test[] = [
  {
    name: 'lower',
    summary: 'Its letters are small, and there is one.',
    apply: (input, _args, call) => isLower(textOf(input, call)),
  },
  {
    name: 'upper',
    summary: 'Its letters are capitals, and there is one.',
    apply: (input, _args, call) => isUpper(textOf(input, call)),
  },
  {
    name: 'starting_with',
    parameters: ['text'],
    summary: 'It begins with a text.',
    apply: (input, args, call) => textOf(input, call).startsWith(args.text('text')),
  },
  {
    name: 'ending_with',
    parameters: ['text'],
    summary: 'It ends with a text.',
    apply: (input, args, call) => textOf(input, call).endsWith(args.text('text')),
  },
];

export function isLower(text: string): boolean {
  return text === text.toLowerCase() && text !== text.toUpperCase();
}

export function isUpper(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
