function nothing(): void {
  // Nobody listens.
}

/** What every client of the SDK is made with here, whatever the service. */
export const clientDefaults = {
  // The SDK would write to standard error where a profile is named and the environment has keys, too. The profile wins: that is meant.
  logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  // Retries are ours: the SDK would neither stop on interruption nor tell of them.
  maxAttempts: 1,
  retryMode: 'standard',
  // A region answers a read within 30 seconds and accepts a mutation within 60: twice that is a dead connection.
  requestHandler: { connectionTimeout: 10_000, requestTimeout: 120_000, throwOnRequestTimeout: true },
};
