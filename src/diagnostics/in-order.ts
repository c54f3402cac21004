import type { Diagnostic } from './diagnostic.ts';

/** By place, each once: what an alias repeats has the same mistake at the same place. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const distinct = new Map(
    diagnostics.map((found) => [`${found.code} ${found.at?.start ?? -1} ${found.message}`, found]),
  );
  return [...distinct.values()].sort((a, b) => (a.at?.start ?? -1) - (b.at?.start ?? -1));
}
