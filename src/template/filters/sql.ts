import { SqlFragment } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const sqlFilter: Operation = {
  name: 'sql',
  summary:
    'Lets a text through as SQL. It is the one way by which a value can become code, and it is named by the check.',
  apply: (input, _args, call) => new SqlFragment(textOf(input, call)),
};
