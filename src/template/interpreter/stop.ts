import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { Unknown } from '../../values/value.ts';

type Outcome =
  | { readonly kind: 'undecided'; readonly unknown: Unknown; readonly at: Location }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/** Ends a rendering from any depth; never leaves this folder. */
export class Stop extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

export function refusal(code: DiagnosticCode, message: string, at: Location, help?: string): Stop {
  const diagnostic = mistake(code, message, { at, ...(help === undefined ? {} : { help }) });
  return new Stop({ kind: 'refused', diagnostics: [diagnostic] });
}

/** An operation has nothing to give; whoever asked decides whether that matters. Never leaves this folder. */
export class NothingThere extends Error {
  readonly diagnostic: Diagnostic;
  constructor(message: string, at: Location) {
    super(message);
    this.diagnostic = mistake('template/undefined', message, { at });
  }
}
