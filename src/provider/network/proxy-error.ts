/** A proxy could not be reached, or did not make the connection that it was asked for. */
export class ProxyError extends Error {
  /** `ECONNREFUSED`, `HTTP 407`. */
  readonly reason: string;
  /** The proxy said no for good: asking again would bring the same. */
  readonly isRefusal: boolean;
  constructor(message: string, reason: string, isRefusal: boolean) {
    super(message);
    this.name = 'ProxyError';
    this.reason = reason;
    this.isRefusal = isRefusal;
  }
}
