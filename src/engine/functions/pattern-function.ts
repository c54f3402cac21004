import type { RE2JS } from 're2js';
import { ok } from '../../base/result.ts';
import { compilePattern } from './pattern.ts';
import { textOf, type SqlFunction, type SqlValue } from './sql-function.ts';

/** A function of a text and a pattern; any NULL gives NULL. */
export function patternFunction(name: string, evaluate: (text: string, pattern: RE2JS) => SqlValue): SqlFunction {
  return {
    name,
    parameters: ['source', 'pattern'],
    evaluate: (source, pattern) => {
      const text = textOf(source);
      const expression = textOf(pattern);
      if (text === null || expression === null) return ok(null);
      const compiled = compilePattern(expression);
      return compiled.ok ? ok(evaluate(text, compiled.value)) : compiled;
    },
  };
}
