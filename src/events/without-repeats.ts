import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Event } from './event.ts';

/** Hands events on, but each warning once, however often a run comes by, and none of those told before it. */
export function withoutRepeats(emit: (event: Event) => void, told: readonly Diagnostic[]): (event: Event) => void {
  const known = new Set(told.map(identityOf));
  return (event) => {
    if (event.kind !== 'run.diagnostics') {
      emit(event);
      return;
    }
    const diagnostics = event.diagnostics.filter((diagnostic) => {
      const identity = identityOf(diagnostic);
      if (diagnostic.severity === 'warning' && known.has(identity)) return false;
      known.add(identity);
      return true;
    });
    if (diagnostics.length > 0) emit({ ...event, diagnostics });
  };
}

function identityOf({ code, message, at }: Diagnostic): string {
  return JSON.stringify([code, message, at?.source.path, at?.start]);
}
