/** How long a SELECT may take, its requests and its evaluation together. */
export interface TimeLimit {
  readonly ms: number;
  /** The limit as the person wrote it: `30s`. */
  readonly text: string;
  /** Calls back once when the time is over, unless what it yields is called before. It does not keep the process alive. */
  readonly after: (ms: number, over: () => void) => () => void;
}
