import type { Operation } from '../operations/operation.ts';
import { extreme } from '../operations/sorting.ts';

export const minFilter: Operation = {
  name: 'min',
  parameters: ['case_sensitive?', 'attribute?'],
  summary: 'The smallest item.',
  apply: extreme('smallest'),
};
