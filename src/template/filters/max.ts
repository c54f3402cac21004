import type { Operation } from '../operations/operation.ts';
import { extreme } from '../operations/sorting.ts';

export const maxFilter: Operation = {
  name: 'max',
  parameters: ['case_sensitive?', 'attribute?'],
  summary: 'The largest item.',
  apply: extreme('largest'),
};
