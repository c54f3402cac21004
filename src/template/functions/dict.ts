import type { Operation } from '../operations/operation.ts';
import { mapOf } from '../operations/reading.ts';

export const dictFunction: Operation = {
  name: 'dict',
  parameters: ['members?', '**more'],
  marks: 'leaves',
  summary: 'A map of the named arguments, over those of another map.',
  apply: (_input, args, call) => {
    const members = args.has('members') ? mapOf(args.value('members'), call, '"members"') : {};
    return Object.fromEntries(new Map([...Object.entries(members), ...args.keywords]));
  },
};
