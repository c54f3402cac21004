import type { Operation } from '../operations/operation.ts';

export const defaultFilter: Operation = {
  name: 'default',
  aliases: ['d'],
  parameters: ['default_value?', 'boolean?'],
  otherParameters: { value: 'default_value' },
  marks: 'raw',
  acceptsMissing: true,
  summary: 'The value, or another where it is not defined; with `true` also where it is empty, null or false.',
  apply: (input, args, call) => {
    const isGiven = !call.isMissing && !(args.flag('boolean', false) && !call.truth(input));
    return isGiven ? input : (args.optional('default_value') ?? '');
  },
};
