import { ok } from '../../base/result.ts';
import { compilePattern } from './pattern.ts';
import { textOf, type SqlFunction } from './sql-function.ts';

/** 1 where the pattern matches anywhere in the text; any NULL gives NULL. */
export const regexpLike: SqlFunction = {
  name: 'regexp_like',
  parameters: ['source', 'pattern'],
  evaluate: (source, pattern) => {
    const text = textOf(source);
    const expression = textOf(pattern);
    if (text === null || expression === null) return ok(null);
    const compiled = compilePattern(expression);
    if (!compiled.ok) return compiled;
    return ok(compiled.value.matcher(text).find() ? 1 : 0);
  },
};
