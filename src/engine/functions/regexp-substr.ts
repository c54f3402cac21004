import { ok } from '../../base/result.ts';
import { compilePattern } from './pattern.ts';
import { textOf, type SqlFunction } from './sql-function.ts';

/** The first match in the text; NULL where there is none, or any argument is NULL. */
export const regexpSubstr: SqlFunction = {
  name: 'regexp_substr',
  parameters: ['source', 'pattern'],
  evaluate: (source, pattern) => {
    const text = textOf(source);
    const expression = textOf(pattern);
    if (text === null || expression === null) return ok(null);
    const compiled = compilePattern(expression);
    if (!compiled.ok) return compiled;
    const matcher = compiled.value.matcher(text);
    return ok(matcher.find() ? text.slice(matcher.start(), matcher.end()) : null);
  },
};
