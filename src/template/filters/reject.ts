import type { Operation } from '../operations/operation.ts';
import { keepingItems } from '../operations/selecting.ts';

export const rejectFilter: Operation = {
  name: 'reject',
  parameters: ['test?', '*arguments'],
  marks: 'leaves',
  summary: 'The items that do not pass a test; without a test, those that are false.',
  apply: keepingItems(false),
};
