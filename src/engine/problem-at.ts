import { mistake, warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { Problem } from '../resource-types/problem.ts';

/** A problem of a value, told at the place where the value was written. */
export function problemAt(problem: Problem, at: Location): Diagnostic {
  const { code, message, help, severity } = problem;
  return (severity === 'warning' ? warning : mistake)(code, message, { at, ...(help === undefined ? {} : { help }) });
}
