/** How waits grow: `firstMs`, then times `factor`, never over `capMs`. */
export interface Backoff {
  readonly firstMs: number;
  readonly factor: number;
  readonly capMs: number;
}

/** The wait before attempt `attempt` (0 is the first wait). */
export function waitMs(backoff: Backoff, attempt: number): number {
  return Math.min(backoff.capMs, backoff.firstMs * backoff.factor ** attempt);
}
