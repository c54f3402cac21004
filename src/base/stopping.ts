/** A wish to stop that grows: first nothing more is started, and then what is under way is cancelled, or not waited for any more. */
export interface Stopping {
  /** Aborted when nothing more is to be started. Changes under way are followed to their end. */
  readonly stop: AbortSignal;
  /** Aborted when what is under way is no longer waited for. `stop` is aborted by then. */
  readonly abandon: AbortSignal;
  /** Aborted when requests under way are to be cancelled. `stop` is aborted by then. */
  readonly cancel: AbortSignal;
}

/** What turns the wish on; each step once, however often it is called. */
export class StoppingController {
  readonly #stop = new AbortController();
  readonly #abandon = new AbortController();
  readonly #cancel = new AbortController();
  readonly stopping: Stopping = {
    stop: this.#stop.signal,
    abandon: this.#abandon.signal,
    cancel: this.#cancel.signal,
  };

  stop(): void {
    this.#stop.abort();
  }

  abandon(): void {
    this.#stop.abort();
    this.#abandon.abort();
  }

  cancel(): void {
    this.#stop.abort();
    this.#cancel.abort();
  }
}

/** The wish behind what a caller gave: a plain signal stops, waits for nothing and never cancels; nothing never stops. */
export function stoppingOf(given: AbortSignal | Stopping | undefined): Stopping {
  if (given === undefined) return new StoppingController().stopping;
  return given instanceof AbortSignal ? { ...new StoppingController().stopping, stop: given, abandon: given } : given;
}
