import type { LedgerEntry } from './emulator.ts';

/** What a served emulator tells. */
export type EmulatorEvent =
  | { readonly kind: 'emulator.listening'; readonly url: string }
  | { readonly kind: 'emulator.request'; readonly entry: LedgerEntry; readonly elapsedMs: number }
  /** A request that never reached the emulator: no signature, no target, too large. */
  | { readonly kind: 'emulator.refused'; readonly status: number; readonly reason: string }
  /** The emulator could not keep what it had to keep; the client was told that the service is broken. */
  | { readonly kind: 'emulator.broken'; readonly error: unknown }
  | { readonly kind: 'emulator.closed' };
