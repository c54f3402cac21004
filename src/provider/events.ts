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
    }
  /** A change that the cloud has accepted goes on, and the person wants to stop. */
  | {
      readonly kind: 'request.open';
      readonly requestToken: string;
      readonly operation: string;
      readonly region: string;
      readonly typeName: string | undefined;
      readonly identifier: string | undefined;
    }
  /** The service throttled: requests that count for a quota are sent at another rate, which rises again with time. */
  | {
      readonly kind: 'request.slowed';
      readonly region: string;
      /** `UserPoolClientRead`; `AWS::SQS reads` where no quota is known; of Cloud Control itself `reads`, or the operation. */
      readonly quota: string;
      readonly perSecond: number;
    }
  /** An answer against what is known, such as that something is not there: it is asked for again. */
  | {
      readonly kind: 'request.doubted';
      /**
       * `lag`: its create has ended a moment ago. `update-lag`: an update of our own has ended a moment ago, and it reads as before.
       * `contradiction`: another answer has just named it.
       */
      readonly reason: 'lag' | 'update-lag' | 'contradiction';
      readonly operation: string;
      readonly region: string;
      readonly typeName: string;
      /** Undefined for a list whose parent is said to be missing. */
      readonly identifier: string | undefined;
      /** How often it has been doubted in a row. */
      readonly times: number;
      readonly waitMs: number;
    };
