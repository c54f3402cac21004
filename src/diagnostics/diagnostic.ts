import type { DiagnosticCode } from './codes.ts';
import type { Location } from './source.ts';

/** A mistake in something that a person wrote. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  /** What is wrong, with the wrong value in it. One sentence, no final full stop. */
  readonly message: string;
  /** Absent only where the trouble is not in a file. */
  readonly at?: Location;
  readonly related?: readonly { readonly message: string; readonly at: Location }[];
  /** The resources that it is about, where they share the file that it is in. */
  readonly resources?: readonly string[];
  /** What to do next; one sentence. */
  readonly help?: string;
}

type Details = Omit<Diagnostic, 'code' | 'severity' | 'message'>;

export function mistake(code: DiagnosticCode, message: string, details: Details = {}): Diagnostic {
  return { code, severity: 'error', message, ...details };
}

export function warning(code: DiagnosticCode, message: string, details: Details = {}): Diagnostic {
  return { code, severity: 'warning', message, ...details };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Parsers answer with as much as they understood, and with everything that they did not. */
export interface Parsed<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
