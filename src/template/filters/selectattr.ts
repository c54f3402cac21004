import type { Operation } from '../operations/operation.ts';
import { keepingByMember } from '../operations/selecting.ts';

export const selectattrFilter: Operation = {
  name: 'selectattr',
  parameters: ['attribute', 'test?', '*arguments'],
  marks: 'leaves',
  summary: 'The items of which a member passes a test.',
  apply: keepingByMember(true),
};
