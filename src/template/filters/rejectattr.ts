import type { Operation } from '../operations/operation.ts';
import { keepingByMember } from '../operations/selecting.ts';

export const rejectattrFilter: Operation = {
  name: 'rejectattr',
  parameters: ['attribute', 'test?', '*arguments'],
  marks: 'leaves',
  summary: 'The items of which a member does not pass a test.',
  apply: keepingByMember(false),
};
