import { regexpLike } from './regexp-like.ts';
import type { SqlFunction } from './sql-function.ts';

/** What SQLite calls for `source REGEXP pattern`; the pattern comes first. */
export const regexp: SqlFunction = {
  name: 'regexp',
  parameters: ['pattern', 'source'],
  evaluate: (pattern = null, source = null) => regexpLike.evaluate(source, pattern),
};
