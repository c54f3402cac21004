/** Runs shell texts; the process is the edge's, so it is handed in. */
export interface ScriptRunner {
  /** Ends when the script has ended, or was ended: it never rejects. */
  run(script: Script): Promise<ScriptEnd>;
}

export interface Script {
  readonly text: string;
  /** Beside the environment of the process, over which it goes. */
  readonly environment: ReadonlyMap<string, string>;
  readonly workingDirectory: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Lines of standard error, as they come. */
  readonly onErrorLine: (line: string) => void;
}

export interface ScriptEnd {
  readonly how:
    | { readonly kind: 'exited'; readonly code: number }
    | { readonly kind: 'killed'; readonly signal: string }
    | { readonly kind: 'timed-out' }
    | { readonly kind: 'interrupted' }
    /** It wrote more to standard output than is read. */
    | { readonly kind: 'too-much' }
    | { readonly kind: 'not-started'; readonly message: string };
  readonly output: string;
  /** The end of standard error. */
  readonly errors: string;
}
