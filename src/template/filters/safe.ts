import type { Operation } from '../operations/operation.ts';

export const safeFilter: Operation = {
  name: 'safe',
  marks: 'raw',
  summary: 'The value itself: nothing is ever escaped.',
  apply: (input) => input,
};
