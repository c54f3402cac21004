import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** A mistake in a value, told without knowing where the value was written: the caller adds the place. */
export interface Problem {
  /** Property names from the outermost inwards as the schema spells them; numbers count items from 0. */
  readonly path: readonly (string | number)[];
  readonly code: Extract<DiagnosticCode, `resource/${string}`>;
  /** One sentence without a final full stop. Values of secrets never stand in it. */
  readonly message: string;
  readonly help?: string;
  /** A warning where the service may well accept it; an error where this is left out. */
  readonly severity?: 'warning';
  /** That the key is meant, not its value. Default: as the code says. */
  readonly about?: 'key';
}

/** `TokenValidityUnits.AccessToken`, `CallbackURLs[0]`; `CallbackURLs[-]` is the place behind the last item. */
export function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' || part === '-' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
