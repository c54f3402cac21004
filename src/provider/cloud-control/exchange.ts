/** A request as it stands on the wire, but for its signature: whoever carries it knows who asks. */
export interface Exchanged {
  /** The header X-Amz-Target. */
  readonly target: string;
  readonly body: string;
  readonly region: string;
  /** Whether the answer is still waited for. */
  readonly abortSignal: Pick<AbortSignal, 'aborted'>;
}

/** Carries one request and brings its answer. Rejects with an error of the system where there is none. */
export type Exchange = (request: Exchanged) => Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}>;
