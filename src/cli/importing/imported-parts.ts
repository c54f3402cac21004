import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ImportedEntry } from '../../import/imported-entry.ts';
import type { ImportedGlobal } from '../../import/cloudformation/convert-template.ts';

/** What an import adds to a manifest. */
export interface ImportedParts {
  readonly entries: readonly ImportedEntry[];
  readonly globals: readonly ImportedGlobal[];
  readonly exports: readonly string[];
  readonly description: string | undefined;
  /** Variables without which the stack cannot be read. */
  readonly variables: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** What else there is to say, a line each. */
  readonly notes: readonly string[];
}

/** Entries alone. */
export function onlyEntries(entries: readonly ImportedEntry[], notes: readonly string[]): ImportedParts {
  return { entries, notes, globals: [], exports: [], description: undefined, variables: [], diagnostics: [] };
}

/** Why nothing to import: mistakes, or the words of a failure. */
export type ImportRefusal =
  | { readonly kind: 'mistakes'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'failure'; readonly text: string };

export function refusedFor(...diagnostics: readonly Diagnostic[]): ImportRefusal {
  return { kind: 'mistakes', diagnostics };
}
