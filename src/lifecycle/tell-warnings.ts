import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Session } from './session.ts';

/**
 * Tells what could only be seen with values that a run brings. What the check has told comes along: whoever listens tells each once
 * (`withoutRepeats`).
 */
export function tellWarnings(session: Session, diagnostics: readonly Diagnostic[]): void {
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) session.emit({ kind: 'run.diagnostics', diagnostics: warnings });
}
