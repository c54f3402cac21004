import { ok } from '../../base/result.ts';
import { textOf, type SqlFunction } from './sql-function.ts';

/** `string('{"a":1}')` is the text itself. In a value that is written, it keeps the text from being read as JSON. */
export const string: SqlFunction = {
  name: 'string',
  parameters: ['value'],
  evaluate: (value) => ok(textOf(value)),
};
