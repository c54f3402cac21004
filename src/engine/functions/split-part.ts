import { ok } from '../../base/result.ts';
import { integerOf, textOf, type SqlFunction } from './sql-function.ts';

/**
 * `split_part('a|b|c', '|', 2)` is `b`; negative indexes count from the end. Index 0, an index without a part, an empty separator and
 * NULL give NULL.
 */
export const splitPart: SqlFunction = {
  name: 'split_part',
  parameters: ['source', 'separator', 'index'],
  evaluate: (source, separator, index) => {
    const text = textOf(source);
    const mark = textOf(separator);
    if (text === null || mark === null || mark === '') return ok(null);
    const parts = text.split(mark);
    const wanted = integerOf(index);
    if (wanted === 0) return ok(null);
    return ok(parts[wanted > 0 ? wanted - 1 : parts.length + wanted] ?? null);
  },
};
