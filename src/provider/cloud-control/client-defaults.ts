import { quietLogger } from '../network/connection-config.ts';

/** What every client of the SDK is made with here, whatever the service. */
export const clientDefaults = {
  logger: quietLogger,
  // Retries are ours: the SDK would neither stop on interruption nor tell of them.
  maxAttempts: 1,
  retryMode: 'standard',
};
