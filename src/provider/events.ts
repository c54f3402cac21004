/** What the provider tells while it works. */
export type ProviderEvent =
  | {
      readonly kind: 'request.sent';
      readonly operation: string;
      readonly region: string;
      readonly typeName: string | undefined;
      readonly identifier: string | undefined;
    }
  | {
      readonly kind: 'request.answered';
      readonly operation: string;
      readonly region: string;
      readonly typeName: string | undefined;
      readonly identifier: string | undefined;
      /** The error's name, or undefined for success. */
      readonly errorName: string | undefined;
      readonly elapsedMs: number;
    }
  | {
      readonly kind: 'request.progress';
      readonly requestToken: string;
      readonly status: string;
      readonly statusMessage: string | undefined;
      readonly waitMs: number;
    };
