/** How long a SELECT may take, its requests and its evaluation together. */
export interface TimeLimit {
  readonly ms: number;
  /** The limit as the person wrote it: `30s`. */
  readonly text: string;
  /** A signal that is aborted when the time is over. */
  readonly start: (ms: number) => AbortSignal;
}
