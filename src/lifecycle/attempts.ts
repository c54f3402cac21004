/** How often a query is asked, and how long the run waits in between. */
export interface Attempts {
  readonly attempts: number;
  readonly delayMs: number;
}

/** What the options of a query say: one attempt where they say nothing. */
export function attemptsOf(retries: number | undefined, delaySeconds: number | undefined): Attempts {
  return { attempts: Math.max(1, retries ?? 1), delayMs: (delaySeconds ?? 0) * 1000 };
}
