import type { Operation } from '../operations/operation.ts';
import { describe } from '../operations/reading.ts';

/** Spellings as env files and CI have them. */
const spellings: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['on', true],
  ['off', false],
  ['1', true],
  ['0', false],
]);

export const boolFilter: Operation = {
  name: 'bool',
  summary: 'True or false, of a boolean, 1, 0, or a string such as "true", "no" or "on".',
  apply: (input, _args, call) => {
    if (typeof input === 'boolean') return input;
    const text = typeof input === 'number' ? String(input) : input;
    const found = typeof text === 'string' ? spellings.get(text.trim().toLowerCase()) : undefined;
    if (found !== undefined) return found;
    return call.wrong(`${typeof text === 'string' ? call.show(input) : describe(input)} is neither true nor false`);
  },
};
