import type { Operation } from '../operations/operation.ts';
import { keepingItems } from '../operations/selecting.ts';

export const selectFilter: Operation = {
  name: 'select',
  parameters: ['test?', '*arguments'],
  marks: 'leaves',
  summary: 'The items that pass a test; without a test, those that are true.',
  apply: keepingItems(true),
};
