import type { Operation } from '../operations/operation.ts';

export const sqlEscapeFilter: Operation = {
  name: 'sql_escape',
  marks: 'raw',
  summary: 'The value itself: values never become SQL text, so there is nothing to escape.',
  apply: (input) => input,
};
