import type { Input, Output } from './calls.ts';
import type { GivenUp } from './interruption.ts';
import type { RequestName } from './wire.ts';

/** The way of a request to the service, and of its answer back. */
export interface Transport {
  /** One request, sent once. Rejects with an error as the SDK makes it: by its name, or by the system's code. */
  call<O extends RequestName>(request: TransportRequest<O>): Promise<Output<O>>;
  /** Where requests of a region go, for messages: `https://cloudcontrolapi.eu-west-1.amazonaws.com`. Undefined before the first. */
  addressOf(region: string): string | undefined;
  /** Looks for what requests of a region will be signed with, without asking the service. Rejects where there is nothing. */
  findCredentials(region: string): Promise<void>;
  /** Ends what is kept alive. */
  close(): void;
}

export interface TransportRequest<O extends RequestName> {
  readonly operation: O;
  readonly region: string;
  readonly input: Input<O>;
  readonly givenUp: GivenUp;
}
